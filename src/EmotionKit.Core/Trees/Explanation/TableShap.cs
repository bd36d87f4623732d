using EmotionKit.Numerics.Simd;

namespace EmotionKit.Trees;

/// <summary>Explains many rows by tables of the leaves; worth while where paths have few different features, and rows are many.</summary>
internal static unsafe class TableShap
{
    /// <summary>Rows of a block: a leaf's table serves them all.</summary>
    public const int Rows = 4096;

    private const int FewestRows = 1024;
    private const int MostFeatures = 10;
    private const int WidestRow = 24;

    /// <summary>Contributions of a row, up to whole vectors of any length.</summary>
    public static int WidthOf(TreeEnsemble ensemble) => (ensemble.Columns + 7) / 8 * 8;

    public static bool Suits(TreeEnsemble ensemble, int depth, int rows) =>
        ensemble.LeafWidth == 1 && depth > 0 && rows >= FewestRows && Math.Min(depth, ensemble.Columns) <= MostFeatures && WidthOf(ensemble) <= WidestRow;

    /// <inheritdoc cref="TreeShap.Run"/>
    public static void Run(TreeEnsemble ensemble, float* rows, int count, double* contributions, int depth, int threads, CancellationToken cancellation)
    {
        switch (SimdWidths.Best)
        {
            case SimdWidth.Vector512:
                Run<Simd512<double>>(ensemble, rows, count, contributions, depth, threads, cancellation);
                break;
            case SimdWidth.Vector256:
                Run<Simd256<double>>(ensemble, rows, count, contributions, depth, threads, cancellation);
                break;
            case SimdWidth.Vector128:
                Run<Simd128<double>>(ensemble, rows, count, contributions, depth, threads, cancellation);
                break;
            default:
                Run<SimdScalar<double>>(ensemble, rows, count, contributions, depth, threads, cancellation);
                break;
        }
    }

    private static void Run<V>(TreeEnsemble ensemble, float* rows, int count, double* contributions, int depth, int threads, CancellationToken cancellation)
        where V : unmanaged, ISimd<V, double>
    {
        int width = ensemble.Outputs * (ensemble.Columns + 1);
        double[] expected = ensemble.Expected.Value;
        var scratch = new ScratchPool<TableShap<V>>(() => new TableShap<V>(ensemble, depth));
        ParallelLoop.Run((count + Rows - 1) / Rows, threads, block =>
        {
            int first = block * Rows, size = Math.Min(Rows, count - first);
            TableShap<V> own = scratch.Rent();
            own.Run(rows + (nint)first * ensemble.Columns, size, expected, new Span<double>(contributions + (nint)first * width, size * width));
            scratch.Return(own);
        }, cancellation);
    }
}
