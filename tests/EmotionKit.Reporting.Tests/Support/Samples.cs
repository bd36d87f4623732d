using EmotionKit.Audio;
using EmotionKit.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace EmotionKit.Reporting.Tests;

/// <summary>Scored rows with a known share of errors.</summary>
internal static class Samples
{
    private static readonly string[] Emotions = ["angry", "calm", "happy", "sad"];

    /// <summary>Rows of speech, four emotions, six speakers; about three in four are right. The recordings are in <paramref name="folder"/>; of one <paramref name="speaker"/> only, if given.</summary>
    public static IDataView Speech(MLContext ml, int rows, string? folder = null, int? speaker = null)
    {
        var random = new Random(7);
        var items = new List<ScoredClip>();
        for (int i = 0; i < rows; i++)
        {
            int truth = i % 4;
            int predicted = random.NextDouble() < 0.75 ? truth : random.Next(4);
            double sure = 0.4 + 0.55 * random.NextDouble();
            float[] score = [.. Enumerable.Range(0, 4).Select(k => (float)(k == predicted ? sure : (1 - sure) / 3))];
            if (speaker is { } only && i % 6 != only)
                continue;
            string path = $"clip-{i}.wav";
            if (folder is not null)
            {
                path = Path.Combine(folder, path);
                WavWriter.Write(path, Enumerable.Range(0, 4000).Select(t => MathF.Sin(t * 0.05f * (truth + 1)) * 0.5f).ToArray(), 16_000);
            }
            items.Add(new ScoredClip
            {
                Label = Emotions[truth],
                PredictedLabel = Emotions[predicted],
                Score = score,
                Speaker = $"speaker {i % 6}",
                Gender = i % 2 == 0 ? "female" : "male",
                Path = path,
            });
        }
        IDataView data = ml.Data.LoadFromEnumerable(items);
        IDataView keys = ml.Data.LoadFromEnumerable(Emotions.Select(e => new Emotion { PredictedLabel = e }));
        return ml.Transforms.Conversion.MapValueToKey("PredictedLabel", "PredictedLabel", keyData: keys).Fit(data).Transform(data);
    }

    /// <summary>Rows of a binary trainer; the probability tells a little of the truth.</summary>
    public static IDataView Loans(MLContext ml, int rows)
    {
        var random = new Random(3);
        var items = new List<ScoredLoan>();
        for (int i = 0; i < rows; i++)
        {
            bool bad = i % 5 == 0;
            float probability = (float)Math.Clamp(0.6 * random.NextDouble() + (bad ? 0.3 : 0), 0, 1);
            items.Add(new ScoredLoan { Label = bad, PredictedLabel = probability >= 0.5f, Probability = probability, Score = probability - 0.5f });
        }
        return ml.Data.LoadFromEnumerable(items);
    }

    private sealed class ScoredLoan
    {
        public bool Label { get; set; }

        public bool PredictedLabel { get; set; }

        public float Probability { get; set; }

        public float Score { get; set; }
    }

    private sealed class Emotion
    {
        public string PredictedLabel { get; set; } = "";
    }

    private sealed class ScoredClip
    {
        public string Label { get; set; } = "";

        public string PredictedLabel { get; set; } = "";

        [VectorType(4)]
        public float[] Score { get; set; } = [];

        public string Speaker { get; set; } = "";

        public string Gender { get; set; } = "";

        public string Path { get; set; } = "";
    }
}
