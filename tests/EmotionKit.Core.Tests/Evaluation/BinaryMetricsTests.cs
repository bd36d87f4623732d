using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class BinaryMetricsTests
{
    // Truth and scores of /usr/bin/python3 -c with i = arange(24), s = clip(round(((7 i) % 24 + 0.5) / 24, 1), 0.05, 0.95); the numbers are
    // scikit-learn 1.2's roc_auc_score, average_precision_score, brier_score_loss, log_loss and max |tpr - fpr| of roc_curve.
    internal static readonly double[] Scores =
        [0.05, 0.3, 0.6, 0.9, 0.2, 0.5, 0.8, 0.1, 0.4, 0.6, 0.9, 0.2, 0.5, 0.8, 0.1, 0.4, 0.7, 0.95, 0.3, 0.6, 0.9, 0.1, 0.4, 0.7];

    internal static readonly bool[] Truth =
    [
        true, true, true, false, false, true, true, false, false, false, false, false,
        false, true, false, true, true, true, false, false, true, false, false, false,
    ];

    [Fact]
    public void Metrics_are_scikit_learns()
    {
        var metrics = BinaryMetrics.Compute(Truth, Scores);
        Assert.Equal(0.6678571428571429, metrics.RocAuc, 1e-14);
        Assert.Equal(0.5958916083916084, metrics.PrAuc, 1e-14);
        Assert.Equal(0.24770833333333334, metrics.Brier, 1e-14);
        Assert.Equal(0.7397979560994768, metrics.LogLoss, 1e-14);
        Assert.Equal(0.2857142857142857, metrics.Ks, 1e-14);
        Assert.Equal(2 * 0.6678571428571429 - 1, metrics.Gini, 1e-14);
        Assert.Equal(0.22916666666666669, metrics.Ece, 1e-14);
    }

    [Fact]
    public void Sure_probabilities_have_a_finite_log_loss_that_counts_the_error()
    {
        var metrics = BinaryMetrics.Compute([true, false], [1.0, 1.0]);
        Assert.Equal(0.5 * 52 * Math.Log(2), metrics.LogLoss, 1e-9);
        Assert.Equal(0.5, metrics.Brier);
        Assert.Equal(0.5, metrics.RocAuc);
        Assert.Equal(0.5, metrics.MaxCalibrationError);
    }

    [Fact]
    public void One_class_gives_what_is_defined_and_NaN_for_the_rest()
    {
        var metrics = BinaryMetrics.Compute([true, true], [0.2, 0.7]);
        Assert.True(double.IsNaN(metrics.RocAuc) && double.IsNaN(metrics.Ks) && double.IsNaN(metrics.Gini));
        Assert.Equal((0.64 + 0.09) / 2, metrics.Brier, 1e-15);
    }

    [Theory]
    [InlineData(1.01)]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_named_with_its_row(double value)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => BinaryMetrics.Compute([true, false], [0.5, value]));
        Assert.Contains("row 1", error.Message);
    }

    [Fact]
    public void No_rows_are_an_error() => Assert.Throws<ArgumentException>(() => BinaryMetrics.Compute([], []));

    [Fact]
    public void A_perfect_ranking_gains_everything_in_the_top_groups()
    {
        bool[] truth = new bool[100];
        double[] scores = new double[100];
        for (int i = 0; i < 100; i++)
            (truth[i], scores[i]) = (i >= 80, i);
        IReadOnlyList<LiftRow> table = LiftTable.Compute(truth, scores);
        Assert.Equal([10, 10, 0, 0, 0, 0, 0, 0, 0, 0], table.Select(r => r.Positives));
        Assert.Equal([0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1], table.Select(r => r.Gain));
        Assert.Equal(5, table[0].Lift, 1e-12);
        Assert.Equal(1, table[1].Ks, 1e-12);
        Assert.Equal((90, 99), (table[0].LowestScore, table[0].HighestScore));
        Assert.Equal(1, table[^1].CumulativeLift, 1e-12);
    }

    [Fact]
    public void Rows_of_one_score_share_their_positives_whatever_their_order()
    {
        IReadOnlyList<LiftRow> table = LiftTable.Compute([true, false, false, false], [3, 3, 3, 3], groups: 4);
        Assert.All(table, row => Assert.Equal(1, row.Lift, 1e-12));
        Assert.All(table, row => Assert.Equal(0.25, row.Positives, 1e-12));
    }
}
