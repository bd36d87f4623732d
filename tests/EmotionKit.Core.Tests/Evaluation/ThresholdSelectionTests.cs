using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class ThresholdSelectionTests
{
    [Theory]
    [InlineData(5, 1, 0, 0)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(20, 1, -2, 0.5)]
    [InlineData(1, 9, 0, 0)]
    public void The_threshold_by_cost_is_the_best_of_all_thresholds(double acceptedBad, double refusedGood, double acceptedGood, double refusedBad)
    {
        var costs = new DecisionCosts
        {
            AcceptedBad = acceptedBad,
            RefusedGood = refusedGood,
            AcceptedGood = acceptedGood,
            RefusedBad = refusedBad,
        };
        DecisionThreshold best = ThresholdSelection.ByCost(BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, costs);
        double lowest = BinaryMetricsTests.Scores.Append(double.PositiveInfinity).Min(t => MeanCost(t, costs));
        Assert.Equal(lowest, best.Cost, 1e-12);
        Assert.Equal(lowest, MeanCost(best.Threshold, costs), 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.37)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void The_threshold_by_approval_rate_comes_as_close_as_equal_scores_allow(double wanted)
    {
        DecisionThreshold found = ThresholdSelection.ByApprovalRate(BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, wanted);
        double accepted = BinaryMetricsTests.Scores.Count(s => s < found.Threshold) / 24.0;
        Assert.Equal(accepted, found.ApprovalRate, 1e-12);
        double closest = BinaryMetricsTests.Scores.Append(double.PositiveInfinity)
            .Min(t => Math.Abs(BinaryMetricsTests.Scores.Count(s => s < t) / 24.0 - wanted));
        Assert.Equal(closest, Math.Abs(accepted - wanted), 1e-12);
    }

    [Fact]
    public void The_curve_has_every_threshold_as_it_is_alone_or_as_few_as_asked()
    {
        IReadOnlyList<DecisionThreshold> curve = ThresholdSelection.Curve(BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, new DecisionCosts());
        Assert.Equal(BinaryMetricsTests.Scores.Distinct().OrderDescending().Prepend(double.PositiveInfinity), curve.Select(p => p.Threshold));
        Assert.All(curve, p => Assert.Equal(ThresholdSelection.At(BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, p.Threshold, new DecisionCosts()), p));
        for (int points = 2; points < 30; points++)
        {
            IReadOnlyList<DecisionThreshold> few = ThresholdSelection.Curve(BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, null, points);
            Assert.InRange(few.Count, 2, Math.Max(2, points));
            Assert.Equal((1, 0), (few[0].ApprovalRate, few[^1].ApprovalRate));
        }
    }

    [Fact]
    public void A_given_threshold_is_described_by_counting()
    {
        DecisionThreshold at = ThresholdSelection.At(BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, 0.6, new DecisionCosts());
        var rows = BinaryMetricsTests.Truth.Zip(BinaryMetricsTests.Scores).ToArray();
        double bad = rows.Count(r => r.First);
        double good = rows.Length - bad;
        Assert.Equal(rows.Count(r => r.First && r.Second >= 0.6) / bad, at.TruePositiveRate, 1e-12);
        Assert.Equal(rows.Count(r => !r.First && r.Second >= 0.6) / good, at.FalsePositiveRate, 1e-12);
        Assert.Equal(rows.Count(r => r.First && r.Second < 0.6) / (double)rows.Count(r => r.Second < 0.6), at.BadRateAccepted, 1e-12);
        Assert.Equal(MeanCost(0.6, new DecisionCosts()), at.Cost, 1e-12);
    }

    [Fact]
    public void The_threshold_of_calibrated_probabilities_is_Elkans() =>
        Assert.Equal(1.0 / 6, new DecisionCosts().Threshold, 1e-15);

    [Fact]
    public void Costs_that_reward_errors_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ThresholdSelection.ByCost(
            BinaryMetricsTests.Truth, BinaryMetricsTests.Scores, new DecisionCosts { AcceptedBad = 0 }));
        Assert.Contains("AcceptedBad", error.Message);
    }

    [Fact]
    public void One_class_is_an_error() =>
        Assert.Throws<ArgumentException>(() => ThresholdSelection.ByApprovalRate([true, true], [0.1, 0.2], 0.5));

    private static double MeanCost(double threshold, DecisionCosts costs)
    {
        double sum = 0;
        for (int i = 0; i < 24; i++)
        {
            bool refused = BinaryMetricsTests.Scores[i] >= threshold;
            sum += BinaryMetricsTests.Truth[i]
                ? refused ? costs.RefusedBad : costs.AcceptedBad
                : refused ? costs.RefusedGood : costs.AcceptedGood;
        }
        return sum / 24;
    }
}
