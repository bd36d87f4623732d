using System.Globalization;
using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Averages the class probabilities of several models; see <c>ml.Transforms.AverageScores</c>.</summary>
public sealed class AverageScoresTransformer : RowTransformer
{
    internal const string Name = "AverageScores";

    private const string Inputs = "inputs";
    private const int MaxInputs = 10_000;

    private readonly string[] _inputs;
    private readonly double[] _shares;

    internal AverageScoresTransformer(IReadOnlyList<string> inputColumnNames, AverageScoresOptions options)
    {
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Count is 0 or > MaxInputs)
            throw new ArgumentException($"inputColumnNames: expected 1 to {MaxInputs} columns, got {inputColumnNames.Count}.", nameof(inputColumnNames));
        _inputs = [.. inputColumnNames.Select(name => Check.NotEmpty(name, nameof(inputColumnNames)))];
        options.Validate();
        if (options.Weights.Count > 0)
            Check.Length(options.Weights.Count, _inputs.Length, nameof(options.Weights));
        Options = options;
        double[] weights = options.Weights.Count > 0 ? [.. options.Weights] : [.. _inputs.Select(_ => 1.0)];
        double total = weights.Sum();
        _shares = Array.ConvertAll(weights, weight => weight / total);
    }

    internal AverageScoresTransformer(ComponentReader reader)
        : this(InputsOf(reader), reader.Options<AverageScoresOptions>())
    {
    }

    /// <summary>The columns that it reads.</summary>
    public IReadOnlyList<string> InputColumnNames => _inputs;

    /// <summary>What each column counts.</summary>
    public AverageScoresOptions Options { get; }

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        writer.Number(Inputs, _inputs.Length);
        for (int i = 0; i < _inputs.Length; i++)
            writer.Column(InputRole(i), _inputs[i]);
        writer.Options(Options);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column[] columns = [.. _inputs.Select(name => ColumnLookup.Find(schema, name, TypeRule.KnownSingleVector, Name))];
        int classes = ((VectorDataViewType)columns[0].Type).Size;
        string[]? names = null;
        string namedBy = "";
        foreach (DataViewSchema.Column column in columns)
        {
            if (((VectorDataViewType)column.Type).Size != classes)
                throw new ArgumentException($"{Name}: column '{column.Name}': expected {classes} scores as in '{_inputs[0]}', got {((VectorDataViewType)column.Type).Size}.");
            string[]? own = ColumnAnnotations.FindNames(column, ColumnAnnotations.SlotNames);
            if (own is null)
                continue;
            if (names is not null && !names.AsSpan().SequenceEqual(own))
            {
                throw new ArgumentException(
                    $"{Name}: column '{column.Name}': expected scores of {string.Join(", ", names)} as in '{namedBy}', got {string.Join(", ", own)}; train both on one EncodeLabel.");
            }
            (names, namedBy) = (own, column.Name);
        }
        return new KernelStage(
            Name, schema, [.. columns.Select(column => column.Index)], () => new Kernel(_shares, classes),
            ScoreColumns.Of(ClassificationTask.Multiclass, classes, names));
    }

    private static string[] InputsOf(ComponentReader reader)
    {
        int count = reader.OptionalNumber(Inputs) ?? 0;
        if (count is < 1 or > MaxInputs)
            throw reader.Damaged($"says that it reads {count} columns");
        return [.. Enumerable.Range(0, count).Select(i => reader.Column(InputRole(i)))];
    }

    private static string InputRole(int index) => string.Create(CultureInfo.InvariantCulture, $"input{index}");

    private sealed class Kernel(double[] shares, int classes) : RowKernel
    {
        private readonly DenseSpan<float> _dense = new();
        private readonly double[] _sums = new double[classes];

        public override void Run(in RowCells cells)
        {
            Array.Clear(_sums);
            for (int i = 0; i < shares.Length; i++)
            {
                ReadOnlySpan<float> scores = _dense.Of(in cells.Input<VBuffer<float>>(i));
                for (int k = 0; k < _sums.Length; k++)
                    _sums[k] += shares[i] * scores[k];
            }
            Span<float> target = Vectors.Resize(ref cells.Output<VBuffer<float>>(1), _sums.Length);
            for (int k = 0; k < target.Length; k++)
                target[k] = (float)_sums[k];
            cells.Output<uint>(0) = ScoreColumns.KeyOfHighest(target);
        }
    }
}
