using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers;

/// <summary>Made-up rows of two classes: the first feature tells them apart, the second a little, the third not at all.</summary>
internal sealed class BinaryRow
{
    public bool Label { get; set; }

    public string Text { get; set; } = "";

    public string Customer { get; set; } = "";

    public float Weight { get; set; } = 1;

    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public static BinaryRow[] Make(int count, int seed)
    {
        var random = new Random(seed);
        var rows = new BinaryRow[count];
        for (int i = 0; i < count; i++)
        {
            float[] x = [random.NextNormal(), random.NextNormal() * 10 + 5, random.NextNormal()];
            bool label = x[0] + 0.05f * (x[1] - 5) + random.NextNormal() > 0.4f;
            rows[i] = new BinaryRow { Label = label, Text = label ? "yes" : "no", Features = x, Customer = $"customer {i / 3}" };
        }
        return rows;
    }

    public static Scored[] Score(MLContext ml, ITransformer model, IDataView rows) =>
        [.. ml.Data.CreateEnumerable<Scored>(model.Transform(rows), reuseRowObject: false, ignoreMissingColumns: true)];
}

internal sealed class Scored
{
    public bool PredictedLabel { get; set; }

    public float Score { get; set; }

    public float Probability { get; set; }
}
