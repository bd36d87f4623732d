using System.Buffers;
using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>
/// The gradient of a convolution's weights: a tile's rows are neighbouring numbers of a run, its steps all outputs of an image, which follow each
/// other at fixed distances. Threads share the tiles, so that every sum goes through the images in order.
/// </summary>
internal static unsafe class ConvolutionWeights<V>
    where V : unmanaged, ISimd<V, float>
{
    private static readonly ScratchPool<Scratch> Pool = new(static () => new Scratch());

    /// <summary>dWeights [runs, run length, output channels] of at least one image, overwritten.</summary>
    public static void Run(ConvolutionPlan plan, int batch, float* x, float* dy, float* dWeights, int threads)
    {
        if (!plan.NeedsFrame)
        {
            Tiles(plan, batch, x, dy, dWeights, threads);
            return;
        }
        float[] frames = ArrayPool<float>.Shared.Rent(checked(batch * plan.FrameLength));
        fixed (float* start = frames)
        {
            float* target = start;
            ParallelLoop.Run(batch, threads, image => plan.Fill(x + (nint)image * plan.ImageLength, target + (nint)image * plan.FrameLength));
            Tiles(plan, batch, target, dy, dWeights, threads);
        }
        ArrayPool<float>.Shared.Return(frames);
    }

    private static void Tiles(ConvolutionPlan plan, int batch, float* frames, float* dy, float* dWeights, int threads)
    {
        int perRun = (plan.RunLength + GemmTile<V>.Rows - 1) / GemmTile<V>.Rows;
        int tiles = plan.Groups * plan.Runs * perRun, pieces = Math.Min(threads, tiles);
        ParallelLoop.Run(pieces, threads, piece =>
        {
            Scratch scratch = Pool.Rent();
            int first = (int)((long)tiles * piece / pieces), last = (int)((long)tiles * (piece + 1) / pieces);
            for (int image = 0; image < batch; image++)
            {
                float* frame = frames + (nint)image * (plan.NeedsFrame ? plan.FrameLength : plan.ImageLength);
                Image(plan, scratch, frame, dy + (nint)image * plan.Pixels * plan.OutC, dWeights, first, last, perRun, accumulate: image > 0);
            }
            Pool.Return(scratch);
        });
    }

    private static void Image(
        in ConvolutionPlan plan, Scratch scratch, float* frame, float* dy, float* dWeights, int first, int last, int perRun, bool accumulate)
    {
        int tileRows = GemmTile<V>.Rows, tileColumns = GemmTile<V>.Columns, perGroup = plan.Runs * perRun;
        TileOutput output = default;
        output.Stride = plan.OutC;
        output.Accumulate = accumulate;
        for (int tile = first; tile < last;)
        {
            int group = tile / perGroup, end = Math.Min(last, (group + 1) * perGroup);
            for (int j = 0; j < plan.GroupOut; j += tileColumns)
            {
                int channel = group * plan.GroupOut + j, columns = Math.Min(tileColumns, plan.GroupOut - j);
                float* b = dy + channel;
                nint bStep = plan.OutC;
                if (columns < tileColumns)
                {
                    scratch.Columns.Reserve((long)plan.Pixels * tileColumns);
                    GemmPacking.Pack(b, bStep, across: false, columns, plan.Pixels, tileColumns, scratch.Columns.Pointer);
                    b = scratch.Columns.Pointer;
                    bStep = tileColumns;
                }
                for (int t = tile; t < end; t++)
                {
                    int run = t % perGroup / perRun, row = t % perRun * tileRows, rows = Math.Min(tileRows, plan.RunLength - row);
                    float* a = frame + plan.RunOffset(run, group) + row;
                    output.C = dWeights + ((nint)run * plan.RunLength + row) * plan.OutC + channel;
                    if (columns == tileColumns)
                    {
                        GemmTile<V>.Panel(rows, plan.OutH, plan.WindowOffset(1, 0), plan.OutW, a, plan.WindowOffset(0, 1), b, bStep, output);
                    }
                    else
                    {
                        TileOutput part = default;
                        part.C = scratch.Tile.Pointer;
                        part.Stride = tileColumns;
                        GemmTile<V>.Panel(rows, plan.OutH, plan.WindowOffset(1, 0), plan.OutW, a, plan.WindowOffset(0, 1), b, bStep, part);
                        output.StorePart(scratch.Tile.Pointer, tileColumns, rows, columns);
                    }
                }
            }
            tile = end;
        }
    }

    private sealed class Scratch
    {
        public Scratch() => Tile.Reserve(8 * GemmTile<V>.Columns);

        public AlignedBuffer<float> Columns { get; } = new();

        public AlignedBuffer<float> Tile { get; } = new();
    }
}
