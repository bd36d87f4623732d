using EmotionKit.Neural;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Trainers of networks, with networks and trainings as small as can be.</summary>
internal static class NetworkCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Classes("Lstm", ml => ml.MulticlassClassification.Trainers.Lstm(
            new LstmOptions { Units = [4, 3], Dense = [4], Training = Short(new() { ValidationFraction = 0.2 }) })),
        Classes("CnnLstm", ml => ml.MulticlassClassification.Trainers.CnnLstm(new CnnLstmOptions
        {
            Filters = [3],
            Units = [3],
            Training = Short(new() { Mixup = 0.2, Augmentation = new FeatureAugmentation { TimeMasks = 1, FrequencyMasks = 1, FrequencyMaskBins = 1 } }),
        })),
        Classes("DigitCnn", ml => ml.MulticlassClassification.Trainers.DigitCnn(
            new DigitCnnOptions { Filters = [3], Dense = [4], Training = Short(new() { AverageDecay = 0.9 }) })),
        Classes("Network", ml => ml.MulticlassClassification.Trainers.Network(new NetworkOptions
        {
            Definition = Own(),
            ExampleWeightColumnName = "Weight",
            Training = Short(new()),
        })),
        Binary("Lstm, binary", ml => ml.BinaryClassification.Trainers.Lstm(new LstmOptions
        {
            LabelColumnName = "IsHigh",
            Units = [3],
            Bidirectional = true,
            Summary = SequenceSummary.Attention,
            Dense = [],
            Training = Short(new()),
        })),
        Binary("Network, binary, two outputs", ml => ml.BinaryClassification.Trainers.Network(
            new NetworkOptions { LabelColumnName = "IsHigh", Definition = Own(), Training = Short(new()) })),
    ];

    /// <summary>A network that leaves its input and its classes to the data.</summary>
    private static NetworkDefinition Own() => NetworkDefinition.FromJson("""
        { "layers": [
            { "name": "conv", "type": "conv1D", "filters": 4, "inputs": ["input"] },
            { "name": "norm", "type": "batchNorm", "inputs": ["conv"] },
            { "name": "active", "type": "gelu", "inputs": ["norm"] },
            { "name": "mean", "type": "globalPooling", "inputs": ["active"] },
            { "name": "most", "type": "globalPooling", "pool": "max", "inputs": ["active"] },
            { "name": "both", "type": "concatenate", "inputs": ["mean", "most"] },
            { "name": "logits", "type": "dense", "inputs": ["both"] },
            { "name": "classes", "type": "softmax", "inputs": ["logits"] } ] }
        """);

    private static NetworkTrainingOptions Short(NetworkTrainingOptions options) => options with { Epochs = 2, BatchSize = 16 };

    private static ComponentCase<Row, ScoreOut> Classes(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Upstream = ml => ml.Transforms.EncodeLabel("Label", "Class"),
        Inputs = ["Features"],
        Output = "Score",
        Data = Row.Some,
        Missing = Row.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Score),
    };

    private static ComponentCase<Row, ProbabilityOut> Binary(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Inputs = ["Features"],
        Output = "Probability",
        Data = Row.Some,
        Missing = Row.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Probability),
    };

    /// <summary>Seven frames of three coefficients; some rows end in zeros.</summary>
    internal sealed class Row
    {
        public string Class { get; set; } = "";

        public bool IsHigh { get; set; }

        public float Weight { get; set; } = 1;

        [VectorType(7, 3)]
        public float[] Features { get; set; } = [];

        public static Row[] Some() => [.. Enumerable.Range(0, 40).Select(Make)];

        public static Row Missing()
        {
            Row row = Make(3);
            row.Class = "";
            row.Features[4] = float.NaN;
            return row;
        }

        private static Row Make(int i)
        {
            var random = new Random(i);
            float[] features = new float[21];
            int length = 3 * (3 + i % 5);
            for (int j = 0; j < length; j++)
                features[j] = random.NextNormal() + (j % 3 == i % 3 ? 1 : 0);
            return new Row { Class = $"class {i % 3}", IsHigh = i % 3 == 2, Weight = 1 + i % 2, Features = features };
        }
    }

    internal sealed class ScoreOut
    {
        public VBuffer<float> Score { get; set; }
    }

    internal sealed class ProbabilityOut
    {
        public float Probability { get; set; }
    }
}
