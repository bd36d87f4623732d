using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>
/// The inner loop of every product: a tile of up to 8 rows by 2 vectors whose sums stay in registers. Each number is summed over k in order,
/// so that its bits do not depend on the tile that it falls into.
/// </summary>
/// <remarks>Rows that a tile does not have are branches on a constant: the JIT removes them with their registers.</remarks>
internal static unsafe class GemmTile<V>
    where V : unmanaged, ISimd<V, float>
{
    /// <summary>Rows of a full tile: twice as many sums as rows, two columns and one factor fit the machine's registers.</summary>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(V) == typeof(Simd512<float>) || AdvSimd.Arm64.IsSupported ? 8 : 6;
    }

    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * V.Count;
    }

    /// <summary>
    /// Rows of a that lie next to each other: number i of step p is a[p * aStep + i], for <paramref name="k"/> steps from each of
    /// <paramref name="pieces"/> places, <paramref name="pieceStep"/> apart. Columns: b[p * bStep + j], going on from piece to piece.
    /// </summary>
    public static void Panel(int rows, int pieces, nint pieceStep, int k, float* a, nint aStep, float* b, nint bStep, in TileOutput output)
    {
        switch (rows)
        {
            case 8: Panel<Rows8>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            case 7: Panel<Rows7>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            case 6: Panel<Rows6>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            case 5: Panel<Rows5>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            case 4: Panel<Rows4>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            case 3: Panel<Rows3>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            case 2: Panel<Rows2>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
            default: Panel<Rows1>(pieces, pieceStep, k, a, aStep, b, bStep, output); break;
        }
    }

    private static void Panel<R>(int pieces, nint pieceStep, int k, float* a, nint aStep, float* b, nint bStep, in TileOutput output)
        where R : struct, IRows
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        V c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        for (int piece = 0; piece < pieces; piece++, a += pieceStep)
        {
            float* at = a;
            for (int p = 0; p < k; p++)
            {
                V b0 = V.Load(b), b1 = V.Load(b + V.Count);
                V x = V.Broadcast(at[0]);
                c00 = V.MultiplyAdd(x, b0, c00);
                c01 = V.MultiplyAdd(x, b1, c01);
                if (R.Count > 1)
                {
                    x = V.Broadcast(at[1]);
                    c10 = V.MultiplyAdd(x, b0, c10);
                    c11 = V.MultiplyAdd(x, b1, c11);
                }
                if (R.Count > 2)
                {
                    x = V.Broadcast(at[2]);
                    c20 = V.MultiplyAdd(x, b0, c20);
                    c21 = V.MultiplyAdd(x, b1, c21);
                }
                if (R.Count > 3)
                {
                    x = V.Broadcast(at[3]);
                    c30 = V.MultiplyAdd(x, b0, c30);
                    c31 = V.MultiplyAdd(x, b1, c31);
                }
                if (R.Count > 4)
                {
                    x = V.Broadcast(at[4]);
                    c40 = V.MultiplyAdd(x, b0, c40);
                    c41 = V.MultiplyAdd(x, b1, c41);
                }
                if (R.Count > 5)
                {
                    x = V.Broadcast(at[5]);
                    c50 = V.MultiplyAdd(x, b0, c50);
                    c51 = V.MultiplyAdd(x, b1, c51);
                }
                if (R.Count > 6)
                {
                    x = V.Broadcast(at[6]);
                    c60 = V.MultiplyAdd(x, b0, c60);
                    c61 = V.MultiplyAdd(x, b1, c61);
                }
                if (R.Count > 7)
                {
                    x = V.Broadcast(at[7]);
                    c70 = V.MultiplyAdd(x, b0, c70);
                    c71 = V.MultiplyAdd(x, b1, c71);
                }
                at += aStep;
                b += bStep;
            }
        }
        output.Store(0, c00, c01);
        if (R.Count > 1)
            output.Store(1, c10, c11);
        if (R.Count > 2)
            output.Store(2, c20, c21);
        if (R.Count > 3)
            output.Store(3, c30, c31);
        if (R.Count > 4)
            output.Store(4, c40, c41);
        if (R.Count > 5)
            output.Store(5, c50, c51);
        if (R.Count > 6)
            output.Store(6, c60, c61);
        if (R.Count > 7)
            output.Store(7, c70, c71);
    }

    /// <summary>
    /// Rows at places of their own: number p of row i is table[i][p], for <paramref name="k"/> numbers from each of <paramref name="pieces"/> tables,
    /// <paramref name="tableStep"/> places apart. Columns: b[p * bStep + j], going on from piece to piece.
    /// </summary>
    public static void Strips(int rows, int pieces, int k, float** table, nint tableStep, float* b, nint bStep, in TileOutput output)
    {
        switch (rows)
        {
            case 8: Strips<Rows8>(pieces, k, table, tableStep, b, bStep, output); break;
            case 7: Strips<Rows7>(pieces, k, table, tableStep, b, bStep, output); break;
            case 6: Strips<Rows6>(pieces, k, table, tableStep, b, bStep, output); break;
            case 5: Strips<Rows5>(pieces, k, table, tableStep, b, bStep, output); break;
            case 4: Strips<Rows4>(pieces, k, table, tableStep, b, bStep, output); break;
            case 3: Strips<Rows3>(pieces, k, table, tableStep, b, bStep, output); break;
            case 2: Strips<Rows2>(pieces, k, table, tableStep, b, bStep, output); break;
            default: Strips<Rows1>(pieces, k, table, tableStep, b, bStep, output); break;
        }
    }

    private static void Strips<R>(int pieces, int k, float** table, nint tableStep, float* b, nint bStep, in TileOutput output)
        where R : struct, IRows
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        V c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        for (int piece = 0; piece < pieces; piece++, table += tableStep)
        {
            float* a0 = table[0];
            float* a1 = R.Count > 1 ? table[1] : null;
            float* a2 = R.Count > 2 ? table[2] : null;
            float* a3 = R.Count > 3 ? table[3] : null;
            float* a4 = R.Count > 4 ? table[4] : null;
            float* a5 = R.Count > 5 ? table[5] : null;
            float* a6 = R.Count > 6 ? table[6] : null;
            float* a7 = R.Count > 7 ? table[7] : null;
            for (nint p = 0; p < k; p++, b += bStep)
            {
                V b0 = V.Load(b), b1 = V.Load(b + V.Count);
                V x = V.Broadcast(a0[p]);
                c00 = V.MultiplyAdd(x, b0, c00);
                c01 = V.MultiplyAdd(x, b1, c01);
                if (R.Count > 1)
                {
                    x = V.Broadcast(a1[p]);
                    c10 = V.MultiplyAdd(x, b0, c10);
                    c11 = V.MultiplyAdd(x, b1, c11);
                }
                if (R.Count > 2)
                {
                    x = V.Broadcast(a2[p]);
                    c20 = V.MultiplyAdd(x, b0, c20);
                    c21 = V.MultiplyAdd(x, b1, c21);
                }
                if (R.Count > 3)
                {
                    x = V.Broadcast(a3[p]);
                    c30 = V.MultiplyAdd(x, b0, c30);
                    c31 = V.MultiplyAdd(x, b1, c31);
                }
                if (R.Count > 4)
                {
                    x = V.Broadcast(a4[p]);
                    c40 = V.MultiplyAdd(x, b0, c40);
                    c41 = V.MultiplyAdd(x, b1, c41);
                }
                if (R.Count > 5)
                {
                    x = V.Broadcast(a5[p]);
                    c50 = V.MultiplyAdd(x, b0, c50);
                    c51 = V.MultiplyAdd(x, b1, c51);
                }
                if (R.Count > 6)
                {
                    x = V.Broadcast(a6[p]);
                    c60 = V.MultiplyAdd(x, b0, c60);
                    c61 = V.MultiplyAdd(x, b1, c61);
                }
                if (R.Count > 7)
                {
                    x = V.Broadcast(a7[p]);
                    c70 = V.MultiplyAdd(x, b0, c70);
                    c71 = V.MultiplyAdd(x, b1, c71);
                }
            }
        }
        output.Store(0, c00, c01);
        if (R.Count > 1)
            output.Store(1, c10, c11);
        if (R.Count > 2)
            output.Store(2, c20, c21);
        if (R.Count > 3)
            output.Store(3, c30, c31);
        if (R.Count > 4)
            output.Store(4, c40, c41);
        if (R.Count > 5)
            output.Store(5, c50, c51);
        if (R.Count > 6)
            output.Store(6, c60, c61);
        if (R.Count > 7)
            output.Store(7, c70, c71);
    }

    private interface IRows
    {
        static abstract int Count { get; }
    }

    private readonly struct Rows1 : IRows
    {
        public static int Count => 1;
    }

    private readonly struct Rows2 : IRows
    {
        public static int Count => 2;
    }

    private readonly struct Rows3 : IRows
    {
        public static int Count => 3;
    }

    private readonly struct Rows4 : IRows
    {
        public static int Count => 4;
    }

    private readonly struct Rows5 : IRows
    {
        public static int Count => 5;
    }

    private readonly struct Rows6 : IRows
    {
        public static int Count => 6;
    }

    private readonly struct Rows7 : IRows
    {
        public static int Count => 7;
    }

    private readonly struct Rows8 : IRows
    {
        public static int Count => 8;
    }
}
