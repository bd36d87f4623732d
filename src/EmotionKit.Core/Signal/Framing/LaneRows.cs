using System.Runtime.Intrinsics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>From rows of lanes (one frame per lane) to frames.</summary>
internal static unsafe class LaneRows
{
    /// <summary>Writes <paramref name="count"/> lanes of <paramref name="width"/> rows as frames of that width.</summary>
    public static void ToFrames(float* rows, int lanes, int width, int count, Span<float> frames)
    {
        if (frames.Length < (long)count * width)
            throw new ArgumentException($"frames: expected room for {count} frames of {width}, got {frames.Length}.", nameof(frames));
        fixed (float* target = frames)
        {
            int lane = 0;
            if (Transpose.Has8)
            {
                for (; lane + 8 <= count; lane += 8)
                    Eight(rows + lane, lanes, width, target + (nint)lane * width);
            }
            if (Transpose.Has4)
            {
                for (; lane + 4 <= count; lane += 4)
                    Four(rows + lane, lanes, width, target + (nint)lane * width);
            }
            for (; lane < count; lane++)
                One(rows + lane, lanes, 0, width, target + (nint)lane * width);
        }
    }

    private static void Eight(float* rows, int lanes, int width, float* frames)
    {
        int i = 0;
        for (; i + 8 <= width; i += 8)
        {
            float* row = rows + (nint)i * lanes;
            Transpose.Rows8 r = Transpose.Load8(row, row + lanes, row + 2 * lanes, row + 3 * lanes, row + 4 * lanes, row + 5 * lanes, row + 6 * lanes, row + 7 * lanes);
            float* frame = frames + i;
            r.R0.Store(frame);
            r.R1.Store(frame + width);
            r.R2.Store(frame + 2 * (nint)width);
            r.R3.Store(frame + 3 * (nint)width);
            r.R4.Store(frame + 4 * (nint)width);
            r.R5.Store(frame + 5 * (nint)width);
            r.R6.Store(frame + 6 * (nint)width);
            r.R7.Store(frame + 7 * (nint)width);
        }
        for (int lane = 0; lane < 8; lane++)
            One(rows + lane, lanes, i, width, frames + (nint)lane * width);
    }

    private static void Four(float* rows, int lanes, int width, float* frames)
    {
        int i = 0;
        for (; i + 4 <= width; i += 4)
        {
            float* row = rows + (nint)i * lanes;
            Transpose.Rows4 r = Transpose.Load4(row, row + lanes, row + 2 * lanes, row + 3 * lanes);
            float* frame = frames + i;
            r.R0.Store(frame);
            r.R1.Store(frame + width);
            r.R2.Store(frame + 2 * (nint)width);
            r.R3.Store(frame + 3 * (nint)width);
        }
        for (int lane = 0; lane < 4; lane++)
            One(rows + lane, lanes, i, width, frames + (nint)lane * width);
    }

    private static void One(float* rows, int lanes, int from, int width, float* frame)
    {
        for (int i = from; i < width; i++)
            frame[i] = rows[(nint)i * lanes];
    }
}
