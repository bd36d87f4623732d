using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Where a tile's sums go, and what is done to them on the way: + what is there, + bias, relu, in this order.</summary>
internal unsafe struct TileOutput
{
    /// <summary>The first number of the tile.</summary>
    public float* C;

    /// <summary>Numbers from a row to the next.</summary>
    public nint Stride;

    /// <summary>Whether the sums are added to what is there.</summary>
    public bool Accumulate;

    /// <summary>Whether numbers below 0 become 0.</summary>
    public bool Relu;

    /// <summary>One number per column, or null.</summary>
    public float* Bias;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<V>(int row, V left, V right)
        where V : unmanaged, ISimd<V, float>
    {
        float* c = C + row * Stride;
        if (Accumulate)
        {
            left += V.Load(c);
            right += V.Load(c + V.Count);
        }
        if (Bias != null)
        {
            left += V.Load(Bias);
            right += V.Load(Bias + V.Count);
        }
        if (Relu)
        {
            left = V.Max(left, V.Broadcast(0));
            right = V.Max(right, V.Broadcast(0));
        }
        V.Store(left, c);
        V.Store(right, c + V.Count);
    }

    /// <summary>The same for a tile that was computed into scratch because the matrix has fewer columns.</summary>
    public readonly void StorePart(float* tile, int tileStride, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
            {
                float value = tile[r * tileStride + j];
                if (Accumulate)
                    value += C[r * Stride + j];
                if (Bias != null)
                    value += Bias[j];
                C[r * Stride + j] = Relu ? Math.Max(value, 0) : value;
            }
        }
    }
}
