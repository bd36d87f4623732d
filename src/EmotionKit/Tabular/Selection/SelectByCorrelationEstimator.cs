using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Learns which features to keep; see <c>ml.Transforms.SelectByCorrelation</c>.</summary>
public sealed class SelectByCorrelationEstimator : RowEstimator<SelectByCorrelationTransformer>
{
    private static readonly TypeRule TargetRule = new(
        "Boolean, Key<UInt32> or Single",
        (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && (isKey ? item == typeof(uint) : item == typeof(bool) || item == typeof(float)));

    private readonly string _output;
    private readonly string _input;
    private readonly SelectByCorrelationOptions _options;
    private readonly CancellationToken _cancellation;

    internal SelectByCorrelationEstimator(string outputColumnName, string? inputColumnName, SelectByCorrelationOptions options, CancellationToken cancellation)
    {
        _output = Check.NotEmpty(outputColumnName);
        _input = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
        options.Validate();
        _options = options;
        _cancellation = cancellation;
    }

    internal override string ComponentName => SelectByCorrelationTransformer.Name;

    /// <summary>Reads features and label and decides.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, the label does not vary, or no feature would stay.</exception>
    /// <exception cref="RowException">A number is infinite.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public override SelectByCorrelationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnLookup.Find(input.Schema, _input, TypeRule.KnownSingleVector, ComponentName);
        double[][] targets = ReadTargets(input);
        NumberMatrix data = NumberColumns.Read(input, _input, ComponentName, _cancellation);
        FeatureSelection[] report = CorrelationSelector.Select(data, targets, _options, Execution.Threads, _cancellation);
        if (!Array.Exists(report, feature => feature.IsKept))
        {
            FeatureSelection best = report.MaxBy(feature => double.IsNaN(feature.LabelCorrelation) ? -1 : Math.Abs(feature.LabelCorrelation))!;
            throw new ArgumentException(
                $"{ComponentName}: column '{_input}': no feature would stay. Slot {data.Describe(best.Slot)} comes nearest, but {best.Reason}: lower MinLabelCorrelation.");
        }
        return new SelectByCorrelationTransformer(_output, _input, _options, report);
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        SchemaShape.Column column = ColumnLookup.Find(input, _input, TypeRule.KnownSingleVector, ComponentName);
        ColumnLookup.Find(input, _options.LabelColumnName, TargetRule, ComponentName);
        return [new MappedColumn(_output, Vectors.SomeSize, NumberColumns.PromiseSlots(column))];
    }

    /// <summary>The label as numbers: itself, or whether a row is of each class; a missing one is NaN.</summary>
    private double[][] ReadTargets(IDataView input)
    {
        DataViewSchema.Column column = ColumnLookup.Find(input.Schema, _options.LabelColumnName, TargetRule, ComponentName);
        var values = new List<double>();
        using (DataViewRowCursor cursor = input.GetRowCursor([column]))
        {
            if (column.Type == NumberDataViewType.Single)
            {
                var reader = new NumberReader(cursor, column);
                while (cursor.MoveNext())
                    values.Add(reader.Read()[0]);
            }
            else
            {
                var reader = new Trainers.ClassReader(cursor, column);
                while (cursor.MoveNext())
                    values.Add(reader.Read() is >= 0 and int value ? value : double.NaN);
            }
        }
        double[] present = [.. values.Where(value => !double.IsNaN(value)).Distinct()];
        if (present.Length < 2)
        {
            throw new ArgumentException(
                $"{ComponentName}: column '{_options.LabelColumnName}': expected labels that differ, found {(present.Length == 0 ? "none" : $"only {present[0]}")} in {values.Count} rows.");
        }
        if (column.Type is not KeyDataViewType || present.Length == 2)
            return [[.. values]];
        return [.. present.Order().Select(one => values.Select(value => double.IsNaN(value) ? double.NaN : value == one ? 1.0 : 0).ToArray())];
    }
}
