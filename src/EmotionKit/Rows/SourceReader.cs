using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Captures the current row of a cursor into cells: the columns that a plan reads, and the row's id.</summary>
internal sealed class SourceReader
{
    private readonly int[] _columns;
    private readonly CellReader[] _readers;
    private readonly ValueGetter<DataViewRowId> _id;

    public SourceReader(DataViewRow source, RowPlan plan)
    {
        _columns = Array.ConvertAll(plan.SourceColumns, column => column.Index);
        _readers = Array.ConvertAll(plan.SourceColumns, column => Cell.CreateReader(source, column));
        _id = source.GetIdGetter();
    }

    public void Read(Cell?[] cells, out DataViewRowId id)
    {
        id = default;
        _id(ref id);
        for (int i = 0; i < _readers.Length; i++)
            _readers[i].Read(cells[_columns[i]]!);
    }
}
