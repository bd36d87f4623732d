using EmotionKit.Tests.Support;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Raw rows with the same number of samples.</summary>
internal sealed class KnownSampleRow
{
    public const int Length = 4_000;

    public string Label { get; set; } = "";

    [VectorType(Length)]
    public float[] In { get; set; } = [];

    public static KnownSampleRow[] Some() =>
        [.. Enumerable.Range(0, 21).Select(i => new KnownSampleRow { Label = $"clip {i}", In = Tones.Clip(i, Length) })];

    public static KnownSampleRow Missing()
    {
        float[] samples = Tones.Clip(3, Length);
        samples[Length / 2] = float.NaN;
        return new KnownSampleRow { Label = "missing", In = samples };
    }
}
