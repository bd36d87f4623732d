namespace EmotionKit.Cli.Speech;

/// <summary>Brings the features of one speaker's recordings to mean 0 and standard deviation 1, whatever they say: what speakers differ by is gone.</summary>
internal static class SpeakerScaling
{
    private const double LeastDeviation = 1e-6;

    /// <param name="rows">Of one speaker, frames of <paramref name="width"/> values each; changed in place. Zeros at the end of a row are padding and stay.</param>
    /// <param name="width">Values of a frame.</param>
    public static void Apply(IReadOnlyList<float[]> rows, int width)
    {
        double[] sum = new double[width], squares = new double[width];
        long frames = 0;
        foreach (float[] row in rows)
        {
            int length = Content(row, width);
            frames += length / width;
            for (int i = 0; i < length; i++)
                sum[i % width] += row[i];
        }
        if (frames == 0)
            return;
        double[] mean = Array.ConvertAll(sum, value => value / frames);
        foreach (float[] row in rows)
        {
            int length = Content(row, width);
            for (int i = 0; i < length; i++)
            {
                double distance = row[i] - mean[i % width];
                squares[i % width] += distance * distance;
            }
        }
        double[] deviation = Array.ConvertAll(squares, value => Math.Max(Math.Sqrt(value / frames), LeastDeviation));
        foreach (float[] row in rows)
        {
            int length = Content(row, width);
            for (int i = 0; i < length; i++)
                row[i] = (float)((row[i] - mean[i % width]) / deviation[i % width]);
        }
    }

    private static int Content(float[] row, int width) => row.AsSpan().LastIndexOfAnyExcept(0f) is >= 0 and var last ? (last / width + 1) * width : Math.Min(width, row.Length);
}
