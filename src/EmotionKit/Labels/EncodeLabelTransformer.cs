using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Turns labels into keys; see <c>ml.Transforms.EncodeLabel</c>.</summary>
public sealed class EncodeLabelTransformer : RowTransformer
{
    internal const string Name = "EncodeLabel";

    private const string OutputRole = "output";
    private const string InputRole = "input";

    private readonly EncodeLabelOptions _options;
    private readonly LabelTable _table;

    internal EncodeLabelTransformer(string outputColumnName, string inputColumnName, EncodeLabelOptions options, string[] names)
    {
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
        _options = options;
        _table = new LabelTable(names);
    }

    internal EncodeLabelTransformer(ComponentReader reader)
        : this(reader.Column(OutputRole), reader.Column(InputRole), reader.Options<EncodeLabelOptions>(), DistinctNames(reader))
    {
        _options.Validate();
    }

    /// <summary>The key column that the transformer adds.</summary>
    public string OutputColumnName { get; }

    /// <summary>The column that it reads, where the data has it.</summary>
    public string InputColumnName { get; }

    /// <summary>The labels, in the order of their keys, which start at 1.</summary>
    public IReadOnlyList<string> Labels => _table.Names;

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(OutputRole, OutputColumnName);
        writer.Column(InputRole, InputColumnName);
        writer.Options(_options);
        NameList.Save(writer, _table.Names);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        var output = new MappedColumn(
            OutputColumnName, new KeyDataViewType(typeof(uint), _table.Names.Length), ColumnAnnotations.OfKeys(_table.Names));
        // A recording to be scored has no label yet, and needs none.
        if (schema.GetColumnOrNull(InputColumnName) is null)
            return new KernelStage(Name, schema, [], () => new MissingKernel(), output);
        DataViewSchema.Column input = ColumnLookup.Find(schema, InputColumnName, LabelType.Rule, Name);
        LabelType type = LabelType.Of(input.Type)!;
        return new KernelStage(Name, schema, [input.Index], () => new Kernel(input.Index, type, _table, _options.Unseen), output);
    }

    private static string[] DistinctNames(ComponentReader reader)
    {
        string[] names = NameList.Load(reader);
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : throw reader.Damaged("names a label twice");
    }

    private sealed class MissingKernel : RowKernel
    {
        public override void Run(in RowCells cells) => cells.Output<uint>(0) = 0;
    }

    private sealed class Kernel(int column, LabelType type, LabelTable table, UnseenLabel unseen) : RowKernel
    {
        public override void Run(in RowCells cells)
        {
            Span<char> buffer = stackalloc char[LabelType.MaxNumberLength];
            ReadOnlySpan<char> text = type.Text(cells.All[column]!, buffer);
            uint key = table.KeyOf(text);
            if (key == 0 && !text.IsEmpty && unseen == UnseenLabel.Error)
                throw new ArgumentException($"expected one of {string.Join(", ", table.Names)}, got '{text}', which was not there in fitting.");
            cells.Output<uint>(0) = key;
        }
    }
}
