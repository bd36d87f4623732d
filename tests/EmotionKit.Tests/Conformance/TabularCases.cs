using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Components on tables.</summary>
internal static class TabularCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Vector("ScaleRobust", ml => ml.Transforms.ScaleRobust("Out", "In")),
        Scalar("ScaleRobust, one number", ml => ml.Transforms.ScaleRobust("Out", "Number")),
        Vector("ScaleStandard", ml => ml.Transforms.ScaleStandard("Out", "In")),
        Vector("ScaleMinMax", ml => ml.Transforms.ScaleMinMax("Out", "In", new() { Clip = true })),
        Vector("SelectByCorrelation", ml => ml.Transforms.SelectByCorrelation("Out", "In", new() { MinLabelCorrelation = 0.001, MaxMutualCorrelation = 0.95 })),
        Vector("ClipOutliers", ml => ml.Transforms.ClipOutliers("Out", "In")),
        Vector("ImputeMissing", ml => ml.Transforms.ImputeMissing("Out", "In", new() { IndicatorColumnName = "Missing" })),
        Scalar("ImputeMissing, one number", ml => ml.Transforms.ImputeMissing("Out", "Number", new() { Strategy = ImputationStrategy.Mean, IndicatorColumnName = "Missing" })),
        Vector("ImputeMissing, nearest", ml => ml.Transforms.ImputeMissing("Out", "In", new() { Strategy = ImputationStrategy.Nearest, WeightByDistance = true })),
        Text("ImputeMissing, text", ml => ml.Transforms.ImputeMissing("Out", "Category", new() { Strategy = ImputationStrategy.MostFrequent, IndicatorColumnName = "Missing" })),
        new ComponentCase<TableRow, VectorOut>
        {
            Name = "EncodeCategories, one-hot",
            Create = ml => ml.Transforms.EncodeCategories("Out", "Category", new() { MaxCategories = 3 }),
            Inputs = ["Category"],
            Data = TableRow.Some,
            Missing = TableRow.Missing,
            AcceptsMissing = true,
            Text = VectorOut.Text,
        },
        Scalar("EncodeCategories, ordinal", ml => ml.Transforms.EncodeCategories("Out", "Number", new() { Encoding = CategoryEncoding.Ordinal })),
        Scalar("EncodeCategories, target", ml => ml.Transforms.EncodeCategories("Out", "Number", new() { Encoding = CategoryEncoding.Target, InSample = true })),
        Scalar(
            "EncodeCategories, weight of evidence, two columns",
            ml => ml.Transforms.EncodeCategories(
                [new InputOutputColumnPair("Other", "Category"), new InputOutputColumnPair("Out", "Number")],
                new() { Encoding = CategoryEncoding.WeightOfEvidence, InSample = true })),
    ];

    private static ComponentCase<TableRow, VectorOut> Vector(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Data = TableRow.Some,
        Missing = TableRow.Missing,
        AcceptsMissing = true,
        Text = VectorOut.Text,
    };

    private static ComponentCase<TableRow, NumberOut> Scalar(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Inputs = ["Number"],
        Data = TableRow.Some,
        Missing = TableRow.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Out),
    };

    private static ComponentCase<TableRow, TextOut> Text(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Inputs = ["Category"],
        Data = TableRow.Some,
        Missing = TableRow.Missing,
        AcceptsMissing = true,
        Text = row => row.Out,
    };

    internal sealed class TableRow
    {
        public string Category { get; set; } = "";

        public float Number { get; set; }

        public bool Label { get; set; }

        [VectorType(4)]
        public float[] In { get; set; } = [];

        public static TableRow[] Some() =>
        [
            .. Enumerable.Range(0, 30).Select(i => new TableRow
            {
                Category = i % 11 == 7 ? "" : $"c{i * i % 7}",
                Number = i % 9 == 4 ? float.NaN : i % 5,
                Label = i % 3 == 0,
                In = [i, i % 8 == 3 ? float.NaN : i * i, 0, i % 4 == 1 ? float.NaN : -i / 7f],
            }),
        ];

        public static TableRow Missing() => new() { Number = float.NaN, In = [1, float.NaN, float.NaN, 2] };
    }

    internal sealed class NumberOut
    {
        public float Out { get; set; }
    }

    internal sealed class TextOut
    {
        public string Out { get; set; } = "";
    }
}
