using EmotionKit.Tests.Support;

namespace EmotionKit.Tests.Conformance;

/// <summary>Raw rows with samples whose number differs from row to row.</summary>
internal sealed class SampleRow
{
    public string Label { get; set; } = "";

    public float[] In { get; set; } = [];

    public static SampleRow[] Some() =>
        [.. Enumerable.Range(0, 23).Select(i => new SampleRow { Label = $"clip {i}", In = Tones.Clip(i) })];

    /// <summary>A clip with a sample that is missing.</summary>
    public static SampleRow Missing()
    {
        float[] samples = Tones.Clip(3);
        samples[samples.Length / 2] = float.NaN;
        return new SampleRow { Label = "missing", In = samples };
    }
}
