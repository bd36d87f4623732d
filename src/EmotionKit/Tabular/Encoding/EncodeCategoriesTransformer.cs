using System.Globalization;
using System.Text.Json;
using EmotionKit.Bundles;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Turns categories into numbers; see <c>ml.Transforms.EncodeCategories</c>.</summary>
public sealed class EncodeCategoriesTransformer : RowTransformer
{
    internal const string Name = "EncodeCategories";

    private const string OutputRole = "output";
    private const string InputRole = "input";
    private const string ColumnsEntry = "columns.json";

    private readonly EncodeCategoriesOptions _options;
    private readonly string[] _outputs;
    private readonly string[] _inputs;
    private readonly EncodedColumn[] _columns;
    private readonly LabelTable[] _tables;

    internal EncodeCategoriesTransformer(string[] outputs, string[] inputs, EncodeCategoriesOptions options, EncodedColumn[] columns)
    {
        _outputs = outputs;
        _inputs = inputs;
        _options = options;
        _columns = columns;
        _tables = Array.ConvertAll(columns, column => new LabelTable(column.Categories));
    }

    internal EncodeCategoriesTransformer(ComponentReader reader)
    {
        _options = reader.Options<EncodeCategoriesOptions>();
        _options.Validate();
        _columns = ReadColumns(reader);
        _outputs = [.. Enumerable.Range(0, _columns.Length).Select(i => reader.Column(Role(OutputRole, i)))];
        _inputs = [.. Enumerable.Range(0, _columns.Length).Select(i => reader.Column(Role(InputRole, i)))];
        _tables = Array.ConvertAll(_columns, column => new LabelTable(column.Categories));
    }

    /// <summary>The columns that the transformer adds.</summary>
    public IReadOnlyList<string> OutputColumnNames => _outputs;

    /// <summary>The columns that it reads.</summary>
    public IReadOnlyList<string> InputColumnNames => _inputs;

    internal override string ComponentName => Name;

    internal EncodeCategoriesOptions Options => _options;

    internal IReadOnlyList<EncodedColumn> Columns => _columns;

    /// <summary>The categories of an input column that have a code of their own, in its order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public IReadOnlyList<string> CategoriesOf(int column) => Find(column).Categories;

    /// <summary>The numbers of those categories, then that of a missing value and that of an unseen one, each one for every slot; empty for one-hot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<float> ValuesOf(int column) => Find(column).Values;

    internal override void Save(ComponentWriter writer)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            writer.Column(Role(OutputRole, i), _outputs[i]);
            writer.Column(Role(InputRole, i), _inputs[i]);
        }
        writer.Options(_options);
        writer.Entry(ColumnsEntry, JsonSerializer.SerializeToUtf8Bytes(_columns, OptionsJson.Settings));
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column[] inputs = Array.ConvertAll(_inputs, name => ColumnLookup.Find(schema, name, LabelType.Rule, Name));
        LabelType[] types = Array.ConvertAll(inputs, column => LabelType.Of(column.Type)!);
        int[] indices = Array.ConvertAll(inputs, column => column.Index);
        MappedColumn[] outputs = new MappedColumn[_columns.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            IReadOnlyList<string>? slots = _options.Encoding == CategoryEncoding.OneHot ? _columns[i].SlotNames : _columns[i].Classes;
            outputs[i] = slots is null
                ? new MappedColumn(_outputs[i], NumberDataViewType.Single)
                : new MappedColumn(_outputs[i], Vectors.Known(slots.Count), ColumnAnnotations.OfSlots(slots));
        }
        return new KernelStage(Name, schema, indices, () => new Kernel(this, indices, types), outputs);
    }

    private static string Role(string role, int column) => role + column.ToString(CultureInfo.InvariantCulture);

    private static EncodedColumn[] ReadColumns(ComponentReader reader)
    {
        EncodedColumn?[]? columns;
        try
        {
            columns = JsonSerializer.Deserialize<EncodedColumn?[]>(reader.Entry(ColumnsEntry), OptionsJson.Settings);
        }
        catch (JsonException e)
        {
            throw reader.Damaged($"entry '{ColumnsEntry}': {e.Message}", e);
        }
        bool oneHot = reader.Options<EncodeCategoriesOptions>().Encoding == CategoryEncoding.OneHot;
        if (columns is null || columns.Length == 0 || Array.Exists(columns, column => !IsRight(column, oneHot)))
            throw reader.Damaged($"entry '{ColumnsEntry}': expected columns with distinct categories and a number for each");
        return columns!;
    }

    private static bool IsRight(EncodedColumn? column, bool oneHot) =>
        column is { Categories: { } categories, Values: { } values }
        && !Array.Exists(categories, string.IsNullOrEmpty)
        && categories.Distinct(StringComparer.Ordinal).Count() == categories.Length
        && (oneHot ? values.Length == 0 && column.Slots > 0 : column.Width > 0 && values.Length == (categories.Length + 2) * column.Width);

    private EncodedColumn Find(int column)
    {
        Check.InRange(column, 0, _columns.Length - 1);
        return _columns[column];
    }

    private sealed class Kernel(EncodeCategoriesTransformer owner, int[] inputs, LabelType[] types) : RowKernel
    {
        private readonly bool _oneHot = owner._options.Encoding == CategoryEncoding.OneHot;

        public override void Run(in RowCells cells)
        {
            Span<char> buffer = stackalloc char[LabelType.MaxNumberLength];
            for (int i = 0; i < inputs.Length; i++)
            {
                ReadOnlySpan<char> text = types[i].Text(cells.All[inputs[i]]!, buffer);
                int key = text.IsEmpty ? 0 : (int)owner._tables[i].KeyOf(text);
                if (key == 0 && !text.IsEmpty)
                    key = owner._options.Unseen == UnseenCategory.Code ? -1 : throw Unseen(i, text);
                EncodedColumn column = owner._columns[i];
                if (!_oneHot)
                {
                    ReadOnlySpan<float> values = column.ValuesOf(key);
                    if (column.Classes is null)
                        cells.Output<float>(i) = values[0];
                    else
                        values.CopyTo(Vectors.Resize(ref cells.Output<VBuffer<float>>(i), values.Length));
                    continue;
                }
                Span<float> slots = Vectors.Resize(ref cells.Output<VBuffer<float>>(i), column.Slots);
                slots.Clear();
                int slot = column.SlotOf(key);
                if (slot >= 0)
                    slots[slot] = 1;
            }
        }

        private ArgumentException Unseen(int column, ReadOnlySpan<char> text)
        {
            string[] known = owner._tables[column].Names;
            return new ArgumentException($"column '{owner._inputs[column]}': expected one of {string.Join(", ", known.Take(20))}{(known.Length > 20 ? ", ..." : "")}, got '{text}', which was not there in fitting.");
        }
    }
}
