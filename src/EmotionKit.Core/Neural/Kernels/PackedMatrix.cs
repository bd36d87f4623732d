using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>The right side of many products, packed once: panels of the tiles' columns, the last one filled with zeros.</summary>
internal sealed unsafe class PackedMatrix<V>
    where V : unmanaged, ISimd<V, float>
{
    private readonly AlignedBuffer<float> _panels = new();

    /// <summary>Terms of each sum.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns with those of zeros: what a row of the product has room for.</summary>
    public int Columns { get; private set; }

    /// <summary>Numbers of a row of any width that the products with this matrix write.</summary>
    public static int Padded(int columns) => (columns + GemmTile<V>.Columns - 1) / GemmTile<V>.Columns * GemmTile<V>.Columns;

    /// <summary>Takes the place of what was there. Transposed: columns x depth is stored.</summary>
    public void Pack(float* source, nint stride, bool transposed, int depth, int columns)
    {
        Depth = depth;
        Columns = Padded(columns);
        _panels.Reserve((long)Depth * Columns);
        GemmPacking.Pack(source, stride, transposed, columns, depth, GemmTile<V>.Columns, _panels.Pointer);
    }

    /// <summary>The panel that begins at a column, a multiple of the tiles' columns.</summary>
    public float* Panel(int column) => _panels.Pointer + (nint)column * Depth;

    /// <summary>c = rows of a times this; row i of a is at table[i], row i of c at c + i * stride, with room for <see cref="Columns"/>.</summary>
    public void Multiply(int rows, float** table, float* c, nint stride)
    {
        TileOutput output = default;
        output.Stride = stride;
        for (int j = 0; j < Columns; j += GemmTile<V>.Columns)
        {
            for (int i = 0; i < rows; i += GemmTile<V>.Rows)
            {
                output.C = c + i * stride + j;
                GemmTile<V>.Strips(
                    Math.Min(GemmTile<V>.Rows, rows - i), 1, Depth, table + i, 0, Panel(j), GemmTile<V>.Columns, output);
            }
        }
    }
}
