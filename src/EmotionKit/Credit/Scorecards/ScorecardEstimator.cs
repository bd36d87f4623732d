using EmotionKit.Rows;
using EmotionKit.Scorecards;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Trains a points-based scorecard; see <c>ml.BinaryClassification.Trainers.Scorecard</c>.</summary>
public sealed class ScorecardEstimator : RowEstimator<ScorecardTransformer>
{
    internal static readonly TypeRule InputRule = new(
        "Single, Text or Boolean", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && !isKey
            && (item == typeof(float) || item == typeof(ReadOnlyMemory<char>) || item == typeof(bool)));

    private readonly string[] _columns;
    private readonly string _label;
    private readonly ScorecardOptions _options;
    private readonly CancellationToken _cancellation;

    internal ScorecardEstimator(IEnumerable<string> columns, string labelColumnName, ScorecardOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
        if (_columns.Length == 0)
            throw new ArgumentException("columns: expected at least one, got none.", nameof(columns));
        foreach (string column in _columns)
            Check.NotEmpty(column, nameof(columns));
        options.Validate();
        _label = Check.NotEmpty(labelColumnName);
        _options = options;
        _cancellation = cancellation;
    }

    internal override string ComponentName => ScorecardTransformer.Name;

    /// <summary>Reads the rows once, bins the columns and weighs them. Rows without a label are passed over.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, one class has no rows, or no column reaches the smallest information value.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public override ScorecardTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column label = TrainingColumns.FindBinaryLabel(input.Schema, _label, ComponentName);
        DataViewSchema.Column[] columns = Array.ConvertAll(_columns, name => ColumnLookup.Find(input.Schema, name, InputRule, ComponentName));
        var bad = new List<bool>();
        var values = Array.ConvertAll(columns, column => new ScorecardValues(column));
        using (DataViewRowCursor cursor = input.GetRowCursor(columns.Append(label).DistinctBy(c => c.Index)))
        {
            var classes = new ClassReader(cursor, label);
            foreach (ScorecardValues value in values)
                value.Open(cursor);
            while (cursor.MoveNext())
            {
                _cancellation.ThrowIfCancellationRequested();
                int number = classes.Read();
                if (number < 0)
                    continue;
                bad.Add(number == 1);
                foreach (ScorecardValues value in values)
                    value.Add();
            }
        }
        return new ScorecardTransformer(Scorecard.Fit(Array.ConvertAll(values, v => v.Take()), bad.ToArray(), _options));
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        foreach (string column in _columns)
            ColumnLookup.Find(input, column, InputRule, ComponentName);
        return ScorecardTransformer.Outputs();
    }
}
