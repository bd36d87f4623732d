using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>What a kernel sees of a row: the stage's input and output columns, by their place in the stage.</summary>
internal readonly ref struct RowCells(Cell?[] cells, MappedStage stage, long row, DataViewRowId id)
{
    private readonly Cell?[] _cells = cells;
    private readonly MappedStage _stage = stage;

    /// <summary>The row's position in the source of the pass, from 0.</summary>
    public long Row { get; } = row;

    /// <summary>The row's id, which shuffling and threads do not change: what per-row randomness is seeded with.</summary>
    public DataViewRowId Id { get; } = id;

    /// <summary>The number of this row's stream of random numbers. From the id, not the position: shuffling does not change what becomes of a row.</summary>
    public long Stream => unchecked((long)(Id.Low ^ (Id.High * 0x9E3779B97F4A7C15UL)));

    /// <summary>All cells, by column index.</summary>
    public Cell?[] All => _cells;

    /// <summary>The same row as another stage of the pass sees it.</summary>
    public RowCells At(MappedStage stage) => new(_cells, stage, Row, Id);

    public ref readonly T Input<T>(int input) => ref ((Cell<T>)_cells[_stage.Inputs[input]]!).Value;

    /// <summary>The place to write output <paramref name="output"/> to. It holds an earlier row's value, whose buffers are to be
    /// reused through <see cref="VBufferEditor"/>.</summary>
    public ref T Output<T>(int output) => ref ((Cell<T>)_cells[_stage.FirstOutput + output]!).Value;
}
