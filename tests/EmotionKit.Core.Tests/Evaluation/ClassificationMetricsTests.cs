using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class ClassificationMetricsTests
{
    [Fact]
    public void Perfect_predictions_score_one_everywhere()
    {
        double[] scores = [0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0, 0, 1];
        ClassificationMetrics metrics = ClassificationMetrics.Compute([0, 1, 2], [0, 1, 2], 3, scores);
        Assert.Equal(1, metrics.Accuracy);
        Assert.Equal(1, metrics.Uar);
        Assert.Equal(1, metrics.MacroF1);
        Assert.Equal(1, metrics.WeightedF1);
        Assert.Equal(1, metrics.Kappa);
        Assert.Equal(1, metrics.Mcc, 12);
        Assert.Equal(1, metrics.Scores!.RocAuc);
        Assert.Equal(1, metrics.Scores.TopK(1));
    }

    [Fact]
    public void Unbalanced_rows_show_the_difference_of_accuracy_and_uar()
    {
        // 8 of 10 rows are of class 0, and everything is called class 0.
        int[] truth = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
        ClassificationMetrics metrics = ClassificationMetrics.Compute(truth, new int[10], 2);
        Assert.Equal(0.8, metrics.Accuracy, 12);
        Assert.Equal(0.5, metrics.Uar, 12);
        Assert.Equal(0, metrics.Kappa, 12);
        Assert.Equal(0, metrics.Mcc);
        Assert.Equal(new ClassMetrics(0, 0, 0, 2), metrics.PerClass[1]);
        Assert.Equal(0.5 * (2 * 0.8 / 1.8), metrics.MacroF1, 12);
    }

    [Fact]
    public void A_class_that_is_only_predicted_lowers_macro_f1_but_not_uar()
    {
        // Of four classes, 3 occurs nowhere and 2 only among the predictions.
        ClassificationMetrics metrics = ClassificationMetrics.Compute([0, 0, 1, 1], [0, 0, 1, 2], 4);
        Assert.Equal(0.75, metrics.Uar, 12);
        Assert.Equal((1 + 2.0 / 3 + 0) / 3, metrics.MacroF1, 12);
        Assert.Equal((2 * 1 + 2 * (2.0 / 3)) / 4, metrics.WeightedF1, 12);
    }

    [Fact]
    public void When_all_is_one_class_kappa_is_undefined()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute([1, 1, 1], [1, 1, 1], 2, [0.4, 0.6, 0.1, 0.9, 0, 1]);
        Assert.True(double.IsNaN(metrics.Kappa));
        Assert.Equal(0, metrics.Mcc);
        Assert.Equal(1, metrics.Uar);
        Assert.True(double.IsNaN(metrics.Scores!.RocAuc));
    }

    [Fact]
    public void The_roc_area_is_the_probability_that_a_positive_row_scores_higher()
    {
        var random = new DeterministicRandom(4);
        bool[] positive = new bool[300];
        double[] scores = new double[300];
        for (int i = 0; i < 300; i++)
        {
            positive[i] = random.Next(3) == 0;
            // Few distinct values, so that ties matter.
            scores[i] = (random.Next(8) + (positive[i] ? 2 : 0)) / 10.0;
        }
        double wins = 0, pairs = 0;
        for (int i = 0; i < 300; i++)
        {
            for (int j = 0; j < 300; j++)
            {
                if (positive[i] && !positive[j])
                {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        RankingMetrics metrics = RankingMetrics.Compute(positive, scores);
        Assert.Equal(wins / pairs, metrics.RocAuc, 12);
        RankingMetrics reversed = RankingMetrics.Compute(positive, scores.Select(s => -s).ToArray());
        Assert.Equal(1 - wins / pairs, reversed.RocAuc, 12);
        Assert.Equal(metrics.Ks, Enumerable.Range(-1, 12).Max(t => Math.Abs(Rate(true, t / 10.0 - 0.05) - Rate(false, t / 10.0 - 0.05))), 12);

        double Rate(bool side, double threshold) =>
            scores.Where((s, i) => positive[i] == side).Average(s => s > threshold ? 1.0 : 0.0);
    }

    [Fact]
    public void Average_precision_of_a_known_ranking()
    {
        // Relevant at ranks 1, 3 and 6: (1/1 + 2/3 + 3/6) / 3, the textbook example.
        RankingMetrics metrics = RankingMetrics.Compute([true, false, true, false, false, true], [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]);
        Assert.Equal((1 + 2.0 / 3 + 0.5) / 3, metrics.AveragePrecision, 12);
    }

    [Fact]
    public void Top_k_grows_to_one_and_equal_scores_favour_the_higher_class()
    {
        double[] scores = [0.5, 0.3, 0.2, 0.2, 0.4, 0.4, 0.1, 0.1, 0.8];
        ScoreMetrics metrics = ScoreMetrics.Compute([1, 1, 0], scores, 3);
        Assert.Equal(0, metrics.TopK(1));
        Assert.Equal(2.0 / 3, metrics.TopK(2), 12);
        Assert.Equal(1, metrics.TopK(3));
    }

    [Fact]
    public void Log_loss_is_finite_when_the_true_class_was_ruled_out()
    {
        ScoreMetrics metrics = ScoreMetrics.Compute([0, 1], [0, 1, 0, 1], 2);
        Assert.Equal(0.5 * (52 * Math.Log(2)), metrics.LogLoss, 9);
    }

    [Fact]
    public void Bad_input_is_refused_with_its_place()
    {
        AssertRefused("truth", () => ClassificationMetrics.Compute([], [], 2));
        AssertRefused("predicted", () => ClassificationMetrics.Compute([0, 1], [0], 2));
        AssertRefused("got 2 in row 1", () => ClassificationMetrics.Compute([0, 2], [0, 1], 2));
        AssertRefused("got -1 in row 0", () => ClassificationMetrics.Compute([0, 1], [-1, 1], 2));
        AssertRefused("scores", () => ClassificationMetrics.Compute([0, 1], [0, 1], 2, [1, 0, 1]));
        AssertRefused("row 1, class 0", () => ClassificationMetrics.Compute([0, 1], [0, 1], 2, [1, 0, double.NaN, 1]));
        AssertRefused("row 0, class 1", () => ClassificationMetrics.Compute([0, 1], [0, 1], 2, [1, -0.1, 0, 1]));
        AssertRefused("only zeros in row 1", () => ClassificationMetrics.Compute([0, 1], [0, 1], 2, [1, 0, 0, 0]));
        AssertRefused("k", () => ScoreMetrics.Compute([0, 1], [1, 0, 0, 1], 2).TopK(3));
        AssertRefused("row 0", () => RankingMetrics.Compute([true], [double.PositiveInfinity]));
    }

    private static void AssertRefused(string words, Action compute)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(compute);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
