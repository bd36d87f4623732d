namespace Microsoft.ML.Data;

/// <summary>Those rows of a view whose fraction, drawn at random or from a column's value, lies within or without a range.</summary>
internal sealed class SplitView : IDataView
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column? _key;
    private readonly int _seed;
    private readonly Predicate<double> _keep;

    public SplitView(IDataView source, DataViewSchema.Column? key, int seed, Predicate<double> keep)
    {
        _source = source;
        _key = key;
        _seed = seed;
        _keep = keep;
    }

    // What is drawn for a row depends on its place in the order.
    public bool CanShuffle => _key is not null && _source.CanShuffle;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        IEnumerable<DataViewSchema.Column> read = _key is { } key ? columns.Columns.UnionBy([key], c => c.Index) : columns.Columns;
        DataViewRowCursor source = _source.GetRowCursor(read.ToArray(), CanShuffle ? rand : null);
        Func<double> fraction = Fraction(source);
        return new LinkedCursor(source, columns, () =>
        {
            while (source.MoveNext())
            {
                if (_keep(fraction()))
                {
                    return true;
                }
            }

            return false;
        });
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private Func<double> Fraction(DataViewRow row)
    {
        if (_key is { } key)
        {
            Func<uint> hash = RowHash.Of(row, key, (uint)_seed);
            return () => hash() / 4294967296.0;
        }

        var random = new Random(_seed);
        return random.NextDouble;
    }
}
