using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    private const int DefaultPoolSize = 1000;

    /// <summary>Keeps the rows in which a number lies in a range; missing values do not.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnName">A column of Single or Double.</param>
    /// <param name="lowerBound">The least value, included.</param>
    /// <param name="upperBound">The greatest value, excluded.</param>
    /// <returns>The rows.</returns>
    public IDataView FilterRowsByColumn(IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckNonEmpty(columnName, nameof(columnName));
        Contracts.CheckParam(lowerBound < upperBound, nameof(upperBound), "Must be greater than lowerBound");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
        {
            throw Contracts.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "Single or Double", column.Type.ToString());
        }

        return new RowFilterView(input, [column], row => RangeTest.OfNumber(row, column, lowerBound, upperBound));
    }

    /// <summary>Keeps the rows whose key lies in a range of all keys, seen as a range from 0 to 1.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnName">A column of keys.</param>
    /// <param name="lowerBound">The least fraction, included.</param>
    /// <param name="upperBound">The greatest fraction, excluded.</param>
    /// <returns>The rows.</returns>
    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckNonEmpty(columnName, nameof(columnName));
        Contracts.CheckParam(lowerBound is >= 0 and <= 1, nameof(lowerBound), "Must be in [0, 1]");
        Contracts.CheckParam(upperBound is >= 0 and <= 2, nameof(upperBound), "Must be in [0, 2]");
        Contracts.CheckParam(lowerBound <= upperBound, nameof(upperBound), "Must be no less than lowerBound");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not KeyDataViewType)
        {
            throw Contracts.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "KeyDataViewType", column.Type.ToString());
        }

        return new RowFilterView(input, [column], row => RangeTest.OfKey(row, column, lowerBound, upperBound));
    }

    /// <summary>Drops the rows with a missing value in any of some columns.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columns">Columns of Single, Double or keys, or vectors of them.</param>
    /// <returns>The rows.</returns>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(columns is { Length: > 0 }, nameof(columns), "Must not be empty.");
        DataViewSchema.Column[] tested = Array.ConvertAll(
            columns,
            name => input.Schema.GetColumnOrNull(name) ?? throw Contracts.ExceptParam(nameof(columns), $"Source column '{name}' not found"));
        foreach (DataViewSchema.Column column in tested)
        {
            DataViewType itemType = DataViewTypes.ItemTypeOf(column.Type);
            bool supported = itemType is KeyDataViewType || itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double;
            Contracts.CheckParam(supported, nameof(columns), $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
        }

        return new RowFilterView(input, tested, row =>
        {
            Func<bool>[] tests = Array.ConvertAll(tested, column => MissingTest.Of(row, column));
            return () => Array.TrueForAll(tests, test => test());
        });
    }

    /// <summary>Reads the rows in a random order, drawn from a pool that is filled as the data is read.</summary>
    /// <param name="input">The data.</param>
    /// <param name="seed">The seed, or null for one of the context's.</param>
    /// <param name="shufflePoolSize">The number of rows in the pool; 1 for no pool.</param>
    /// <param name="shuffleSource">Whether to read also the data in a random order, where it can.</param>
    /// <returns>The rows.</returns>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = DefaultPoolSize, bool shuffleSource = true)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return new ShuffleView(input, seed ?? _context.NextSeed(), shufflePoolSize, shuffleSource);
    }

    /// <summary>Leaves out the first rows.</summary>
    /// <param name="input">The data.</param>
    /// <param name="count">The number of rows to leave out, at least 1.</param>
    /// <returns>The other rows.</returns>
    public IDataView SkipRows(IDataView input, long count)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, skip: count, take: long.MaxValue);
    }

    /// <summary>Takes the first rows.</summary>
    /// <param name="input">The data.</param>
    /// <param name="count">The number of rows to take, at least 1.</param>
    /// <returns>The rows.</returns>
    public IDataView TakeRows(IDataView input, long count)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, skip: 0, take: count);
    }
}
