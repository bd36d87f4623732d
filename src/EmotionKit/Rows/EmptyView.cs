using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A view of a given schema without rows.</summary>
internal sealed class EmptyView(DataViewSchema schema) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            ColumnLookup.RequireOwn(schema, column);
            active[column.Index] = true;
        }
        return new Cursor(schema, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, bool[] active) : DataViewRowCursor
    {
        public override long Position => -1;

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext() => false;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => throw NoRow();

        public override bool IsColumnActive(DataViewSchema.Column column) => ColumnLookup.IsActive(active, column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ColumnLookup.RequireOwn(schema, column);
            if (!IsColumnActive(column))
                throw ColumnLookup.Inactive(column);
            if (column.Type.RawType != typeof(TValue))
                throw ColumnLookup.WrongGetter(column, typeof(TValue));
            return (ref TValue value) => throw NoRow();
        }

        private static InvalidOperationException NoRow() => new("The view has no rows.");
    }
}
