using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Fills missing values; see <c>ml.Transforms.ImputeMissing</c>.</summary>
public sealed class ImputeMissingTransformer : RowTransformer
{
    internal const string Name = "ImputeMissing";

    private const string OutputRole = "output";
    private const string InputRole = "input";
    private const string ValuesEntry = "values.npy";
    private const string DonorsEntry = "donors.npy";
    private const string TextEntry = "text.txt";

    private readonly ImputeMissingOptions _options;
    private readonly float[]? _values;
    private readonly NearestImputer? _nearest;
    private readonly string? _text;

    internal ImputeMissingTransformer(string output, string input, ImputeMissingOptions options, float[] values)
        : this(output, input, options) => _values = values;

    internal ImputeMissingTransformer(string output, string input, ImputeMissingOptions options, NearestImputer nearest)
        : this(output, input, options) => _nearest = nearest;

    internal ImputeMissingTransformer(string output, string input, ImputeMissingOptions options, string text)
        : this(output, input, options) => _text = text;

    internal ImputeMissingTransformer(ComponentReader reader)
        : this(reader.Column(OutputRole), reader.Column(InputRole), reader.Options<ImputeMissingOptions>())
    {
        _options.Validate();
        if (reader.HasEntry(TextEntry))
        {
            _text = System.Text.Encoding.UTF8.GetString(reader.Entry(TextEntry));
            return;
        }
        if (_options.Strategy != ImputationStrategy.Nearest)
        {
            _values = reader.Array(ValuesEntry, -1).ToSingles();
            return;
        }
        var donors = reader.Array(DonorsEntry, -1, -1);
        try
        {
            _nearest = new NearestImputer(new NumberMatrix(donors.ToSingles(), donors.Shape[0], donors.Shape[1], null), _options.Neighbors, _options.WeightByDistance);
        }
        catch (ArgumentException e)
        {
            throw reader.Damaged(e.Message, e);
        }
    }

    private ImputeMissingTransformer(string output, string input, ImputeMissingOptions options)
    {
        OutputColumnName = output;
        InputColumnName = input;
        _options = options;
    }

    /// <summary>The column that the transformer adds.</summary>
    public string OutputColumnName { get; }

    /// <summary>The column that it reads.</summary>
    public string InputColumnName { get; }

    /// <summary>The value that takes the place of a missing one, per number; empty where it differs from row to row, and for text.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The text that takes the place of a missing one; null for numbers.</summary>
    public string? Text => _text;

    internal static TypeRule Rule { get; } = new(
        "Single, Vector<Single> of known size, or Text",
        (kind, item, isKey) => !isKey && kind != SchemaShape.Column.VectorKind.VariableVector
            && (item == typeof(float) || (item == typeof(ReadOnlyMemory<char>) && kind == SchemaShape.Column.VectorKind.Scalar)));

    internal override string ComponentName => Name;

    internal string? IndicatorColumnName => _options.IndicatorColumnName;

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(OutputRole, OutputColumnName);
        writer.Column(InputRole, InputColumnName);
        writer.Options(_options);
        if (_text is not null)
            writer.Entry(TextEntry, System.Text.Encoding.UTF8.GetBytes(_text));
        else if (_nearest is { Donors: { } donors })
            writer.Array(DonorsEntry, donors.Values, donors.Rows, donors.Columns);
        else
            writer.Array(ValuesEntry, _values, _values!.Length);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        TypeRule rule = _text is not null ? TypeRule.Text : NumberColumns.Rule;
        DataViewSchema.Column input = ColumnLookup.Find(schema, InputColumnName, rule, Name);
        if (_text is not null)
        {
            return new KernelStage(Name, schema, [input.Index], () => new TextKernel(_text, _options.IndicatorColumnName is not null), Outputs(TextDataViewType.Instance, NumberDataViewType.Single, null));
        }
        NumberColumns.RequireWidth(input, _values?.Length ?? _nearest!.Donors.Columns, Name);
        DataViewType type = NumberColumns.TypeOf(input);
        MappedColumn[] outputs = Outputs(type, type, NumberColumns.KeepSlots(input));
        bool isVector = type is VectorDataViewType;
        bool indicates = _options.IndicatorColumnName is not null;
        return new KernelStage(Name, schema, [input.Index], () => isVector ? new VectorsKernel(this, indicates) : new ScalarKernel(this, indicates), outputs);
    }

    private MappedColumn[] Outputs(DataViewType type, DataViewType indicatorType, DataViewSchema.Annotations? slots)
    {
        var output = new MappedColumn(OutputColumnName, type, slots);
        return _options.IndicatorColumnName is { } indicator ? [output, new MappedColumn(indicator, indicatorType, slots)] : [output];
    }

    private void Fill(ReadOnlySpan<float> row, Span<float> destination)
    {
        if (_nearest is not null)
        {
            _nearest.Fill(row, destination);
            return;
        }
        for (int i = 0; i < row.Length; i++)
            destination[i] = float.IsNaN(row[i]) ? _values![i] : row[i];
    }

    private sealed class VectorsKernel(ImputeMissingTransformer owner, bool indicates) : RowKernel
    {
        private readonly DenseSpan<float> _dense = new();

        public override void Run(in RowCells cells)
        {
            ReadOnlySpan<float> row = _dense.Of(in cells.Input<VBuffer<float>>(0));
            owner.Fill(row, Vectors.Resize(ref cells.Output<VBuffer<float>>(0), row.Length));
            if (!indicates)
                return;
            Span<float> missing = Vectors.Resize(ref cells.Output<VBuffer<float>>(1), row.Length);
            for (int i = 0; i < row.Length; i++)
                missing[i] = float.IsNaN(row[i]) ? 1 : 0;
        }
    }

    private sealed class ScalarKernel(ImputeMissingTransformer owner, bool indicates) : RowKernel
    {
        public override void Run(in RowCells cells)
        {
            float value = cells.Input<float>(0);
            owner.Fill(new ReadOnlySpan<float>(in value), new Span<float>(ref cells.Output<float>(0)));
            if (indicates)
                cells.Output<float>(1) = float.IsNaN(value) ? 1 : 0;
        }
    }

    private sealed class TextKernel(string text, bool indicates) : RowKernel
    {
        public override void Run(in RowCells cells)
        {
            ReadOnlyMemory<char> value = cells.Input<ReadOnlyMemory<char>>(0);
            cells.Output<ReadOnlyMemory<char>>(0) = value.IsEmpty ? text.AsMemory() : value;
            if (indicates)
                cells.Output<float>(1) = value.IsEmpty ? 1 : 0;
        }
    }
}
