using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>What the cursors over computed rows share: the current row is a set of cells.</summary>
internal abstract class MappedCursor(RowPlan plan) : DataViewRowCursor
{
    private Cell?[]? _current;
    private DataViewRowId _id;
    private long _batch;
    private long _position = -1;
    private bool _ended;

    public sealed override long Position => _position;

    public sealed override long Batch => _batch;

    public sealed override DataViewSchema Schema => plan.Schema;

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => ColumnLookup.IsActive(plan.Requested, column);

    public sealed override bool MoveNext()
    {
        if (_ended)
            return false;
        _current = null;
        if (!TryMove(out Cell?[]? cells, out _id, out _batch))
        {
            _ended = true;
            _position = -1;
            return false;
        }
        _current = cells;
        Emitted++;
        _position = Emitted - 1;
        return true;
    }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        RequireRow();
        id = _id;
    };

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnLookup.RequireOwn(plan.Schema, column);
        if (!IsColumnActive(column))
            throw ColumnLookup.Inactive(column);
        if (column.Type.RawType != typeof(TValue))
            throw ColumnLookup.WrongGetter(column, typeof(TValue));
        int index = column.Index;
        return (ref TValue value) => ((Cell<TValue>)RequireRow()[index]!).CopyTo(ref value);
    }

    /// <summary>Rows handed out so far.</summary>
    private protected long Emitted { get; private set; }

    private protected abstract bool TryMove(
        [NotNullWhen(true)] out Cell?[]? cells, out DataViewRowId id, out long batch);

    private Cell?[] RequireRow() =>
        _current ?? throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and read only while it returns true.");
}
