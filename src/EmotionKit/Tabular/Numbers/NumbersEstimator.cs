using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Tabular;

/// <summary>The estimator of a transformer of numbers that learns from the column alone. Not meant to be derived from outside EmotionKit.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public abstract class NumbersEstimator<TTransformer> : RowEstimator<TTransformer>
    where TTransformer : MappedTransformer
{
    private readonly CancellationToken _cancellation;

    private protected NumbersEstimator(string outputColumnName, string? inputColumnName, CancellationToken cancellation)
    {
        Output = Check.NotEmpty(outputColumnName);
        Input = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
        _cancellation = cancellation;
    }

    private protected string Output { get; }

    private protected string Input { get; }

    /// <summary>Reads the column once and learns from all its rows.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type, there are no rows, or all values of a slot are missing.</exception>
    /// <exception cref="RowException">A number is infinite.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public override TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        NumberMatrix data = NumberColumns.Read(input, Input, ComponentName, _cancellation);
        try
        {
            return Learn(data, _cancellation);
        }
        catch (ArgumentException e) when (e is not ArgumentOutOfRangeException)
        {
            throw new ArgumentException($"{ComponentName}: column '{Input}': {e.Message}", e);
        }
    }

    private protected abstract TTransformer Learn(NumberMatrix data, CancellationToken cancellation);

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        SchemaShape.Column column = ColumnLookup.Find(input, Input, NumberColumns.Rule, ComponentName);
        return [new MappedColumn(Output, NumberColumns.PromiseType(column), NumberColumns.PromiseSlots(column))];
    }
}
