using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Rows of an ensemble's training set as a view, so that any trainer can learn from them.</summary>
/// <param name="source">The rows in memory.</param>
/// <param name="rows">Which rows, in which order; null for all.</param>
internal sealed class EnsembleView(EnsembleRows source, int[]? rows) : IDataView, IFeatureMemory
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => rows?.Length ?? source.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            ColumnLookup.RequireOwn(Schema, column);
            active[column.Index] = true;
        }
        return new Cursor(source, rows, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    public FeatureMemory? Find(DataViewSchema.Column column)
    {
        ColumnLookup.RequireOwn(Schema, column);
        return column.Index == 0 ? new FeatureMemory(source.Features, rows) : null;
    }

    private sealed class Cursor(EnsembleRows source, int[]? rows, bool[] active) : DataViewRowCursor
    {
        private readonly int _count = rows?.Length ?? source.Count;
        private int _position = -1;
        private int _row;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => source.Schema;

        public override bool MoveNext()
        {
            if (_position + 1 >= _count)
            {
                _position = -1;
                return false;
            }
            _position++;
            _row = rows is null ? _position : rows[_position];
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, (ulong)_position);

        public override bool IsColumnActive(DataViewSchema.Column column) => ColumnLookup.IsActive(active, column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ColumnLookup.RequireOwn(Schema, column);
            if (!IsColumnActive(column))
                throw ColumnLookup.Inactive(column);
            return Getter(column) as ValueGetter<TValue> ?? throw ColumnLookup.WrongGetter(column, typeof(TValue));
        }

        private Delegate Getter(DataViewSchema.Column column)
        {
            if (column.Index == 0)
                return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => source.Row(_row).CopyTo(Vectors.Resize(ref value, source.Width)));
            if (column.Index == 1)
            {
                return column.Type is BooleanDataViewType
                    ? (ValueGetter<bool>)((ref bool value) => value = source.Rows.Labels[_row] == 1)
                    : (ValueGetter<uint>)((ref uint value) => value = (uint)source.Rows.Labels[_row] + 1);
            }
            return column.Type is NumberDataViewType
                ? (ValueGetter<float>)((ref float value) => value = source.Rows.Weights[_row])
                : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = source.Rows.Groups[_row].AsMemory());
        }
    }
}
