using EmotionKit.Numerics;

namespace EmotionKit.Neural.Kernels;

/// <summary>What one thread needs to run rows of a recurrent layer.</summary>
internal sealed unsafe class RecurrentScratch
{
    private readonly AlignedBuffer<float> _state = new(), _cell = new(), _product = new();
    private readonly AlignedBuffer<nint> _table = new();

    public static ScratchPool<RecurrentScratch> Pool { get; } = new(static () => new RecurrentScratch());

    /// <summary>The left side of the recurrent product, a row per running row.</summary>
    public float* State => _state.Pointer;

    /// <summary>Whatever a row carries from step to step beside it.</summary>
    public float* Cell => _cell.Pointer;

    /// <summary>The recurrent product.</summary>
    public float* Product => _product.Pointer;

    /// <summary>The places of the rows of <see cref="State"/>.</summary>
    public float** Table => (float**)_table.Pointer;

    /// <summary>Numbers from a row of <see cref="State"/> to the next: no power of two, so that rows do not fight for the same places of the cache.</summary>
    public static int StateStride(int numbers) => numbers + 16;

    /// <summary>Zeros of the given numbers per row.</summary>
    public void Clear(int rows, int state, int cell, int product)
    {
        state = StateStride(state);
        Clear(_state, (long)rows * state);
        Clear(_cell, (long)rows * cell);
        Clear(_product, (long)rows * product);
        _table.Reserve(rows);
        for (int i = 0; i < rows; i++)
            Table[i] = State + (nint)i * state;
    }

    private static void Clear(AlignedBuffer<float> buffer, long length)
    {
        buffer.Reserve(length);
        new Span<float>(buffer.Pointer, (int)length).Clear();
    }
}
