using EmotionKit.Calibration;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Logistic regression of two classes, and trainers made of trainers.</summary>
internal static class EnsembleCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Binary("LogisticRegression, binary, elastic net with standard errors", ml => ml.BinaryClassification.Trainers.LogisticRegression(
            new LogisticRegressionOptions { L1 = 0.5, StandardErrors = true })),
        Binary("Stacking", ml => ml.BinaryClassification.Trainers.Stacking(Some(ml), options: new StackingOptions { Folds = 3, PassThrough = true })),
        Binary("Stacking of a calibrated one", ml => ml.BinaryClassification.Trainers.Stacking(
            [ml.BinaryClassification.Trainers.Calibrated(Some(ml)[0])],
            ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L2 = 10 }),
            new StackingOptions { Folds = 2, MetaInput = MetaInput.Probability })),
        Binary("Voting, hard", ml => ml.BinaryClassification.Trainers.Voting(
            Some(ml), new VotingOptions { Kind = VotingKind.Hard, Weights = [1, 2] })),
        Binary("Bagging", ml => ml.BinaryClassification.Trainers.Bagging(Some(ml)[0], new BaggingOptions { Models = 3 })),
        Binary("Calibrated, isotonic", ml => ml.BinaryClassification.Trainers.Calibrated(
            Some(ml)[1], new CalibratedOptions { Method = CalibrationMethod.Isotonic, Folds = 3 })),
        Binary("Calibrated, beta", ml => ml.BinaryClassification.Trainers.Calibrated(
            Some(ml)[1], new CalibratedOptions { Method = CalibrationMethod.Beta, Folds = 3 })),
        new ComponentCase<ApplicantRow, ProbabilityOut>
        {
            Name = "Scorecard",
            Create = ml => ml.BinaryClassification.Trainers.Scorecard(
                ["Income", "Job", "Owner"], new Scorecards.ScorecardOptions { MinInformationValue = 0 }),
            Inputs = ["Income", "Job"],
            Output = "Probability",
            Data = ApplicantRow.Some,
            Missing = () => new ApplicantRow { Income = float.NaN },
            AcceptsMissing = true,
            Text = row => RowDump.Text(row.Probability),
        },
        Several("Stacking of three classes", ml => ml.MulticlassClassification.Trainers.Stacking(
            [ml.MulticlassClassification.Trainers.LogisticRegression()], options: new StackingOptions { Folds = 3 })),
        new ComponentCase<LearningCases.LabelledRow, LearningCases.ScoreOut>
        {
            Name = "AverageScores",
            Create = ml => ml.Transforms.AverageScores(["First", "Second"], new AverageScoresOptions { Weights = [1, 3] }),
            Upstream = ml => ml.Transforms.EncodeLabel("Label", "Class")
                .Append(ml.MulticlassClassification.Trainers.LogisticRegression())
                .Append(ml.Transforms.CopyColumns("First", "Score"))
                .Append(ml.MulticlassClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L2 = 100 }))
                .Append(ml.Transforms.CopyColumns("Second", "Score")),
            Inputs = ["First", "Second"],
            Output = "Score",
            Data = LearningCases.LabelledRow.Some,
            Missing = LearningCases.LabelledRow.Missing,
            AcceptsMissing = true,
            Text = row => RowDump.Text(row.Score),
        },
        Several("Voting of three classes", ml => ml.MulticlassClassification.Trainers.Voting(
            [ml.MulticlassClassification.Trainers.LogisticRegression(), ml.MulticlassClassification.Trainers.Bagging(ml.MulticlassClassification.Trainers.LogisticRegression())])),
    ];

    private static IEstimator<ITransformer>[] Some(MLContext ml) =>
    [
        ml.BinaryClassification.Trainers.LogisticRegression(),
        ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L1 = 3 }),
    ];

    private static ComponentCase<BinaryRow, ProbabilityOut> Binary(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Inputs = ["Features"],
        Output = "Probability",
        Data = BinaryRow.Some,
        Missing = BinaryRow.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Probability),
    };

    private static ComponentCase<LearningCases.LabelledRow, LearningCases.ScoreOut> Several(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Upstream = ml => ml.Transforms.EncodeLabel("Label", "Class"),
        Inputs = ["Features"],
        Output = "Score",
        Data = LearningCases.LabelledRow.Some,
        Missing = LearningCases.LabelledRow.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Score),
    };

    /// <summary>A raw row of two classes.</summary>
    internal sealed class BinaryRow
    {
        public bool Label { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public static BinaryRow[] Some() => [.. Enumerable.Range(0, 60).Select(Make)];

        public static BinaryRow Missing()
        {
            BinaryRow row = Make(3);
            row.Features[2] = float.NaN;
            return row;
        }

        private static BinaryRow Make(int i)
        {
            var random = new Random(i);
            float[] features = new float[4];
            for (int j = 0; j < features.Length; j++)
                features[j] = random.NextNormal() + (j == 1 && i % 3 == 0 ? 1 : 0);
            return new BinaryRow { Label = i % 3 == 0, Features = features };
        }
    }

    /// <summary>A raw row of a table.</summary>
    internal sealed class ApplicantRow
    {
        public bool Label { get; set; }

        public float Income { get; set; }

        public string Job { get; set; } = "";

        public bool Owner { get; set; }

        public static ApplicantRow[] Some() => [.. Enumerable.Range(0, 60).Select(i => new ApplicantRow
        {
            Label = i % 4 == 0 || i % 7 == 0,
            Income = i * 13 % 60 - (i % 4 == 0 ? 20 : 0),
            Job = i % 4 == 0 ? "cook" : i % 5 == 0 ? "clerk" : "driver",
            Owner = i % 3 == 0,
        })];
    }

    internal sealed class ProbabilityOut
    {
        public float Probability { get; set; }
    }
}
