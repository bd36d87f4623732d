using EmotionKit.Audio;
using EmotionKit.Numerics;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Signal.Features;

/// <summary>The three clips that librosa 0.10.1 was run on, and what it gave; transposed to [frame, coefficient].</summary>
internal static class Reference
{
    public const int SampleRate = 16000;

    private static readonly string[] Clips = ["ravdess/03-01-05-01-02-01-01.flac", "emodb/03a01Fa.flac", "tess/OAF_back_angry.flac"];

    public static float[] Clip(int clip) => AudioLoader.Load(TestData.Require("speech", Clips[clip])).Samples;

    /// <summary>Array <paramref name="name"/> of a clip: values as [frame, coefficient], frames, coefficients.</summary>
    public static (double[] Values, int Frames, int Width) Frames(int clip, string name)
    {
        NpyArray array = Npy.Read(TestData.Require("reference", $"clip{clip}.{name}.npy"));
        int width = array.Shape.Count == 1 ? 1 : array.Shape[0];
        int frames = array.Shape[^1];
        double[] source = array.ToDoubles();
        var values = new double[source.Length];
        for (int i = 0; i < width; i++)
        {
            for (int t = 0; t < frames; t++)
                values[t * width + i] = source[i * frames + t];
        }
        return (values, frames, width);
    }

    public static double LargestDifference(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
            largest = double.MaxNumber(largest, double.IsFinite(actual[i]) ? Math.Abs(expected[i] - actual[i]) : double.PositiveInfinity);
        return largest;
    }

    public static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
