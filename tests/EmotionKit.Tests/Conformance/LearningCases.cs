using EmotionKit.Labels;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Labels and trainers.</summary>
internal static class LearningCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        new ComponentCase<LabelledRow, KeyOut>
        {
            Name = "EncodeLabel",
            Create = ml => ml.Transforms.EncodeLabel("Out", "Class"),
            Inputs = ["Class"],
            Data = LabelledRow.Some,
            Missing = LabelledRow.Missing,
            AcceptsMissing = true,
            Text = row => RowDump.Text(row.Out),
        },
        new ComponentCase<LabelledRow, KeyOut>
        {
            Name = "EncodeLabel, numbers, unseen is an error",
            Create = ml => ml.Transforms.EncodeLabel("Out", "Number", UnseenLabel.Error),
            Inputs = ["Number"],
            Data = LabelledRow.Some,
            Missing = LabelledRow.Missing,
            AcceptsMissing = true,
            Text = row => RowDump.Text(row.Out),
        },
        new ComponentCase<LabelledRow, TextOut>
        {
            Name = "DecodeLabel",
            Create = ml => ml.Transforms.DecodeLabel("Out", "Key"),
            Upstream = ml => ml.Transforms.EncodeLabel("Key", "Class"),
            Inputs = ["Key"],
            Data = LabelledRow.Some,
            Missing = LabelledRow.Missing,
            AcceptsMissing = true,
            Text = row => row.Out,
        },
        new ComponentCase<LabelledRow, ScoreOut>
        {
            Name = "LogisticRegression",
            Create = ml => ml.MulticlassClassification.Trainers.LogisticRegression(),
            Upstream = ml => ml.Transforms.EncodeLabel("Label", "Class"),
            Inputs = ["Features"],
            Output = "Score",
            Data = LabelledRow.Some,
            Missing = LabelledRow.Missing,
            AcceptsMissing = true,
            Text = row => RowDump.Text(row.Score),
        },
    ];

    /// <summary>A raw row to learn from.</summary>
    internal sealed class LabelledRow
    {
        public string Class { get; set; } = "";

        public float Number { get; set; }

        [VectorType(5)]
        public float[] Features { get; set; } = [];

        public static LabelledRow[] Some() => [.. Enumerable.Range(0, 40).Select(i => Make(i, $"class {i % 3}"))];

        public static LabelledRow Missing()
        {
            LabelledRow row = Make(3, "");
            row.Number = float.NaN;
            row.Features[2] = float.NaN;
            return row;
        }

        private static LabelledRow Make(int i, string label)
        {
            var random = new Random(i);
            float[] features = new float[5];
            for (int j = 0; j < features.Length; j++)
                features[j] = random.NextNormal() + (j == i % 3 ? 1 : 0);
            return new LabelledRow { Class = label, Number = i % 3 * 0.5f - 1, Features = features };
        }
    }

    internal sealed class KeyOut
    {
        public uint Out { get; set; }
    }

    internal sealed class TextOut
    {
        public string Out { get; set; } = "";
    }

    internal sealed class ScoreOut
    {
        public VBuffer<float> Score { get; set; }
    }
}
