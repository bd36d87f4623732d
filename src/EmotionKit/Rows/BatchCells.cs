using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>What a batch kernel sees: its rows, each with the stage's input and output columns.</summary>
internal readonly ref struct BatchCells(Cell?[][] rows, MappedStage stage, long firstRow, int count)
{
    private readonly Cell?[][] _rows = rows;
    private readonly MappedStage _stage = stage;

    /// <summary>Rows in this batch: 1 up to the stage's batch size.</summary>
    public int Count { get; } = count;

    /// <summary>The first row's position in the source, from 0.</summary>
    public long FirstRow { get; } = firstRow;

    /// <summary>Whether anyone reads output <paramref name="output"/>; one that nobody reads has no place to write to.</summary>
    public bool IsAsked(int output) => _rows[0][_stage.FirstOutput + output] is not null;

    public ref readonly T Input<T>(int row, int input) => ref ((Cell<T>)_rows[row][_stage.Inputs[input]]!).Value;

    /// <summary>The place to write to; it holds an earlier row's value, whose buffers are to be reused through <see cref="VBufferEditor"/>.</summary>
    public ref T Output<T>(int row, int output) => ref ((Cell<T>)_rows[row][_stage.FirstOutput + output]!).Value;
}
