using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>
/// Convolution without copies of windows: a tile's rows are outputs, each with pointers to the runs of its window (the indirect convolution of
/// Dukhan, 2019), its columns are output channels.
/// </summary>
internal static unsafe class DirectConvolution<V>
    where V : unmanaged, ISimd<V, float>
{
    private static readonly ScratchPool<PackedMatrix<V>> Weights = new(static () => new PackedMatrix<V>());
    private static readonly ScratchPool<Scratch> Pool = new(static () => new Scratch());

    /// <summary>y = activation(x * weights + bias) of a batch.</summary>
    /// <param name="plan">What is done to one image.</param>
    /// <param name="batch">Images.</param>
    /// <param name="x">The images.</param>
    /// <param name="weights">[runs, run length, output channels].</param>
    /// <param name="bias">Per output channel, or null.</param>
    /// <param name="relu">Whether results below 0 become 0.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="threads">Threads at most.</param>
    public static void Run(ConvolutionPlan plan, int batch, float* x, float* weights, float* bias, bool relu, float* y, int threads)
    {
        var packed = new PackedMatrix<V>[plan.Groups];
        for (int group = 0; group < plan.Groups; group++)
        {
            packed[group] = Weights.Rent();
            packed[group].Pack(weights + group * plan.GroupOut, plan.OutC, transposed: false, plan.Runs * plan.RunLength, plan.GroupOut);
        }
        // An image is cut only where there are fewer than threads.
        int bands = batch == 0 ? 1 : Math.Min((threads + batch - 1) / batch, plan.Pixels), band = (plan.Pixels + bands - 1) / bands;
        // More pieces than threads: one that comes late takes fewer.
        int units = batch * bands, pieces = Math.Min(threads > 1 ? 4 * threads : 1, units);
        ParallelLoop.Run(pieces, threads, piece =>
        {
            Scratch scratch = Pool.Rent();
            scratch.Table.Reserve((long)plan.Runs * GemmTile<V>.Rows);
            scratch.Offsets.Reserve(plan.Runs);
            for (int unit = (int)((long)units * piece / pieces); unit < (int)((long)units * (piece + 1) / pieces); unit++)
            {
                int image = unit / bands, first = unit % bands * band, last = Math.Min(first + band, plan.Pixels);
                float* frame = x + (nint)image * plan.ImageLength;
                if (plan.NeedsFrame)
                {
                    scratch.Frame.Reserve(plan.FrameLength);
                    plan.Fill(frame, scratch.Frame.Pointer);
                    frame = scratch.Frame.Pointer;
                }
                for (int group = 0; group < plan.Groups; group++)
                    Outputs(plan, scratch, frame, packed[group], group, bias, relu, y + (nint)image * plan.Pixels * plan.OutC, first, last);
            }
            Pool.Return(scratch);
        });
        foreach (PackedMatrix<V> group in packed)
            Weights.Return(group);
    }

    private static void Outputs(
        in ConvolutionPlan plan, Scratch scratch, float* frame, PackedMatrix<V> weights, int group, float* bias, bool relu, float* y, int first, int last)
    {
        int tileRows = GemmTile<V>.Rows, tileColumns = GemmTile<V>.Columns;
        var table = (float**)scratch.Table.Pointer;
        TileOutput output;
        output.Stride = plan.OutC;
        output.Accumulate = false;
        output.Relu = relu;
        nint* offsets = scratch.Offsets.Pointer;
        for (int run = 0; run < plan.Runs; run++)
            offsets[run] = plan.RunOffset(run, group);
        int outY = first / plan.OutW, outX = first % plan.OutW;
        bool byRows = plan.ReachesOut && plan.OutW >= tileRows / 2;
        int firstRun = 0, runs = plan.Runs, rows;
        for (int pixel = first; pixel < last; pixel += rows)
        {
            rows = Math.Min(tileRows, last - pixel);
            if (byRows)
            {
                // A tile stays in one row of outputs, so that it can leave out the runs of zeros above and below the image.
                rows = Math.Min(rows, plan.OutW - outX);
                (firstRun, runs) = plan.RunsInside(outY);
            }
            for (int i = 0; i < rows; i++)
            {
                float* window = frame + plan.WindowOffset(outY, outX);
                for (int run = 0; run < plan.Runs; run++)
                    table[run * tileRows + i] = window + offsets[run];
                if (++outX == plan.OutW)
                {
                    outX = 0;
                    outY++;
                }
            }
            for (int j = 0; j < plan.GroupOut; j += tileColumns)
            {
                int channel = group * plan.GroupOut + j, columns = Math.Min(tileColumns, plan.GroupOut - j);
                float* panel = weights.Panel(j) + (nint)firstRun * plan.RunLength * tileColumns;
                output.C = y + (nint)pixel * plan.OutC + channel;
                output.Bias = bias == null ? null : bias + channel;
                if (columns == tileColumns)
                {
                    GemmTile<V>.Strips(rows, runs, plan.RunLength, table + firstRun * tileRows, tileRows, panel, tileColumns, output);
                }
                else
                {
                    TileOutput part = default;
                    part.C = scratch.Tile.Pointer;
                    part.Stride = tileColumns;
                    GemmTile<V>.Strips(rows, runs, plan.RunLength, table + firstRun * tileRows, tileRows, panel, tileColumns, part);
                    output.StorePart(scratch.Tile.Pointer, tileColumns, rows, columns);
                }
            }
        }
    }

    private sealed class Scratch
    {
        public Scratch() => Tile.Reserve(8 * GemmTile<V>.Columns);

        public AlignedBuffer<float> Frame { get; } = new();

        public AlignedBuffer<nint> Table { get; } = new();

        public AlignedBuffer<nint> Offsets { get; } = new();

        public AlignedBuffer<float> Tile { get; } = new();
    }
}
