using EmotionKit.Tests.Support;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers.Neural;

/// <summary>Ten frames of three coefficients, of which the first rises or falls, with noise; some end early.</summary>
public sealed record ToneRow
{
    public string Direction { get; set; } = "";

    public bool Up { get; set; }

    public string Speaker { get; set; } = "";

    public string Row { get; set; } = "";

    public float Weight { get; set; } = 1;

    [VectorType(10, 3)]
    public float[] Features { get; set; } = [];

    internal static ToneRow[] Make(int count, int first = 0) => [.. Enumerable.Range(first, count).Select(One)];

    private static ToneRow One(int i)
    {
        var random = new Random(i);
        bool up = i % 2 == 1;
        int frames = 6 + i % 5;
        float[] features = new float[30];
        float start = random.NextNormal();
        for (int frame = 0; frame < frames; frame++)
        {
            features[3 * frame] = start + (up ? 0.4f : -0.4f) * frame + 0.2f * random.NextNormal();
            features[3 * frame + 1] = random.NextNormal();
            features[3 * frame + 2] = i % 3;
        }
        return new ToneRow { Direction = up ? "up" : "down", Up = up, Speaker = $"speaker {i % 3}", Row = $"{i}", Features = features };
    }
}
