using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of data, to look at.</summary>
public sealed partial class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(maxRows >= 0, nameof(maxRows), "Must not be negative.");
        Schema = data.Schema;
        var rows = new List<object[]>();
        using (DataViewRowCursor cursor = data.GetRowCursor(Schema))
        {
            Func<object>[] read = [.. Schema.Select(c => Reader(cursor, c))];
            while (rows.Count < maxRows && cursor.MoveNext())
            {
                rows.Add(Array.ConvertAll(read, r => r()));
            }
        }

        RowView = [.. rows.Select(row => new RowInfo([.. Schema.Select(c => KeyValuePair.Create(c.Name, row[c.Index]))]))];
        ColumnView = [.. Schema.Select(c => new ColumnInfo(c, [.. rows.Select(row => row[c.Index])]))];
    }

    /// <summary>The columns.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>The values by column.</summary>
    public ImmutableArray<ColumnInfo> ColumnView { get; }

    /// <summary>The values by row.</summary>
    public ImmutableArray<RowInfo> RowView { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private static Func<object> Reader(DataViewRow row, DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector
            ? (Func<object>)GenericInvoker.Static(typeof(DataDebuggerPreview), nameof(VectorReader), [vector.ItemType.RawType], row, column)
            : (Func<object>)GenericInvoker.Static(typeof(DataDebuggerPreview), nameof(ScalarReader), [column.Type.RawType], row, column);

    private static Func<object> ScalarReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> read = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            read(ref value);
            return value;
        };
    }

    private static Func<object> VectorReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> read = row.GetGetter<VBuffer<T>>(column);
        return () =>
        {
            VBuffer<T> value = default;
            read(ref value);
            return value;
        };
    }
}
