using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

/// <summary>Expected numbers: scikit-learn 1.2.1, <c>roc_curve(y, s, drop_intermediate=False)</c> and <c>precision_recall_curve(y, s)</c>.</summary>
public class ScoreCurvesTests
{
    private static readonly bool[] Positive = [false, false, true, true, false, true, false, true];
    private static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.7, 0.2, 0.4];

    [Fact]
    public void The_roc_curve_has_scikit_learns_points()
    {
        IReadOnlyList<CurvePoint> curve = ScoreCurves.Roc(Positive, Scores);
        Assert.Equal([0, 0, 0, 0.5, 0.5, 0.75, 1], curve.Select(p => p.X));
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1, 1], curve.Select(p => p.Y));
        Assert.Equal([double.PositiveInfinity, 0.8, 0.7, 0.4, 0.35, 0.2, 0.1], curve.Select(p => p.Threshold));
    }

    [Fact]
    public void The_precision_recall_curve_has_scikit_learns_points_from_the_highest_threshold_on()
    {
        IReadOnlyList<CurvePoint> curve = ScoreCurves.PrecisionRecall(Positive, Scores);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1, 1], curve.Select(p => p.X));
        Assert.Equal([1, 1, 1, 0.6, 4.0 / 6, 4.0 / 7, 0.5], curve.Select(p => p.Y));
    }

    [Fact]
    public void A_thinned_curve_keeps_its_ends_and_lies_on_the_whole_one()
    {
        var random = new DeterministicRandom(5);
        bool[] positive = new bool[5000];
        double[] scores = new double[5000];
        for (int i = 0; i < scores.Length; i++)
        {
            positive[i] = random.NextDouble() < 0.3;
            scores[i] = random.NextDouble() + (positive[i] ? 0.4 : 0);
        }
        IReadOnlyList<CurvePoint> whole = ScoreCurves.Roc(positive, scores);
        IReadOnlyList<CurvePoint> thin = ScoreCurves.Roc(positive, scores, 50);
        Assert.InRange(thin.Count, 40, 50);
        Assert.Equal(whole[0], thin[0]);
        Assert.Equal(whole[^1], thin[^1]);
        Assert.Subset(new HashSet<CurvePoint>(whole), new HashSet<CurvePoint>(thin));
    }

    [Fact]
    public void One_class_alone_has_no_curve() =>
        Assert.Throws<ArgumentException>(() => ScoreCurves.Roc([true, true], [0.1, 0.2]));
}
