using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Rows of a view in memory, whose columns can be exchanged one by one.</summary>
internal sealed class SampledTable
{
    private readonly DataViewSchema _schema;
    private readonly MemoryColumn[] _columns;

    private SampledTable(DataViewSchema schema, MemoryColumn[] columns, int rows)
    {
        _schema = schema;
        _columns = columns;
        Rows = rows;
    }

    public int Rows { get; }

    public IDataView View => new MemoryView(_schema, _columns, Rows);

    /// <summary>Reads the visible columns of types that can be held; of more rows than <paramref name="maxRows"/> a random part, in their order.</summary>
    public static SampledTable Read(IDataView data, int maxRows, long seed, CancellationToken cancellation)
    {
        DataViewSchema.Column[] columns = [.. data.Schema.Where(c => !c.IsHidden && ColumnStore.Holds(c.Type))];
        bool[]? chosen = Choose(data, maxRows, seed, cancellation);
        ColumnStore[] stores = Array.ConvertAll(columns, ColumnStore.Create);
        int rows = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor(columns))
        {
            foreach (ColumnStore store in stores)
                store.Open(cursor);
            for (int row = 0; cursor.MoveNext(); row++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (chosen is not null && !chosen[row])
                    continue;
                rows++;
                foreach (ColumnStore store in stores)
                    store.Add();
            }
        }
        var builder = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return new SampledTable(builder.ToSchema(), Array.ConvertAll(stores, s => s.Take()), rows);
    }

    /// <summary>The column of a name, or null.</summary>
    public MemoryColumn? Find(string name) => Array.Find(_columns, c => c.Name == name);

    /// <summary>The table with another column in place of that of the same name.</summary>
    public IDataView With(MemoryColumn column) =>
        new MemoryView(_schema, Array.ConvertAll(_columns, c => c.Name == column.Name ? column : c), Rows);

    private static bool[]? Choose(IDataView data, int maxRows, long seed, CancellationToken cancellation)
    {
        long count = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor([]))
        {
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                count++;
            }
        }
        if (count <= maxRows)
            return null;
        bool[] chosen = new bool[count];
        chosen.AsSpan(0, maxRows).Fill(true);
        var random = new DeterministicRandom(seed);
        random.Shuffle<bool>(chosen);
        return chosen;
    }
}
