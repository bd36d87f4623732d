namespace EmotionKit.Signal.Framing;

/// <summary>Between rows of lanes (one frame per lane) and frames.</summary>
internal static unsafe class LaneRows
{
    /// <summary>Writes <paramref name="count"/> lanes of <paramref name="width"/> rows as frames of that width.</summary>
    public static void ToFrames(float* rows, int lanes, int width, int count, Span<float> frames)
    {
        fixed (float* target = frames)
        {
            for (int lane = 0; lane < count; lane++)
            {
                float* frame = target + (nint)lane * width;
                for (int i = 0; i < width; i++)
                    frame[i] = rows[(nint)i * lanes + lane];
            }
        }
    }
}
