using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>One row seen through a stage, computed on demand and at most once per position of the input row.</summary>
internal sealed class StageRow : DataViewRow
{
    private readonly MappedStage _stage;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Cell?[] _cells;
    private readonly RowKernel? _kernel;
    private readonly CellReader[] _readers = [];
    private readonly ValueGetter<DataViewRowId> _id;
    private long _computed = -1;
    private bool _disposed;

    public StageRow(MappedStage stage, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _stage = stage;
        _input = input;
        _active = new bool[stage.OutputSchema.Count];
        _cells = new Cell?[_active.Length];
        _id = input.GetIdGetter();
        bool computes = false;
        foreach (DataViewSchema.Column column in activeColumns)
        {
            ColumnLookup.RequireOwn(stage.OutputSchema, column);
            _active[column.Index] = true;
            computes |= column.Index >= stage.FirstOutput;
        }
        if (!computes)
            return;
        for (int i = 0; i < stage.Outputs.Length; i++)
            _cells[stage.FirstOutput + i] = Cell.Create(stage.Outputs[i].Type);
        _readers = new CellReader[stage.Inputs.Length];
        for (int i = 0; i < _readers.Length; i++)
        {
            DataViewSchema.Column column = input.Schema[stage.Inputs[i]];
            _cells[column.Index] = Cell.Create(column.Type);
            _readers[i] = Cell.CreateReader(input, column);
        }
        _kernel = stage.CreateKernel();
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _stage.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _id;

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        column.Index < _stage.FirstOutput ? _input.IsColumnActive(_input.Schema[column.Index]) : ColumnLookup.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnLookup.RequireOwn(Schema, column);
        if (!IsColumnActive(column))
            throw ColumnLookup.Inactive(column);
        int index = column.Index;
        if (index < _stage.FirstOutput)
            return _input.GetGetter<TValue>(_input.Schema[index]);
        if (column.Type.RawType != typeof(TValue))
            throw ColumnLookup.WrongGetter(column, typeof(TValue));
        var cell = (Cell<TValue>)_cells[index]!;
        return (ref TValue value) =>
        {
            Compute();
            cell.CopyTo(ref value);
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _kernel?.Dispose();
            _input.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Compute()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long position = _input.Position;
        if (position >= 0 && position == _computed)
            return;
        _computed = -1;
        for (int i = 0; i < _readers.Length; i++)
            _readers[i].Read(_cells[_stage.Inputs[i]]!);
        DataViewRowId id = default;
        _id(ref id);
        try
        {
            _kernel!.Run(new RowCells(_cells, _stage, Math.Max(position, 0), id));
        }
        catch (Exception e)
        {
            Exception wrapped = RowException.Wrap(_stage, Math.Max(position, 0), e);
            if (ReferenceEquals(wrapped, e))
                throw;
            throw wrapped;
        }
        _computed = position;
    }
}
