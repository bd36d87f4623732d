using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class BootstrapIntervalsTests
{
    [Fact]
    public void The_interval_of_accuracy_is_that_of_the_binomial_distribution()
    {
        // 300 of 400 right: 0.75 +- 1.96 sqrt(0.75 0.25 / 400) by the normal approximation.
        (int[] truth, int[] predicted) = Rows(400, wrong: i => i % 4 == 0);
        ConfidenceInterval accuracy = BootstrapIntervals.Compute(truth, predicted, 2, options: new BootstrapOptions { Resamples = 4000 }).Accuracy;
        double half = 1.96 * Math.Sqrt(0.75 * 0.25 / 400);
        Assert.Equal(0.75, accuracy.Value, 12);
        Assert.Equal(0.75 - half, accuracy.Low, 0.005);
        Assert.Equal(0.75 + half, accuracy.High, 0.005);
    }

    [Fact]
    public void Groups_that_are_all_right_or_all_wrong_widen_the_interval_as_if_they_were_single_rows()
    {
        (int[] truth, int[] predicted) = Rows(400, wrong: i => i / 40 % 4 == 0);
        string[] groups = [.. Enumerable.Range(0, 400).Select(i => $"speaker {i / 40}")];
        ConfidenceInterval rows = BootstrapIntervals.Compute(truth, predicted, 2).Accuracy;
        ConfidenceInterval clusters = BootstrapIntervals.Compute(truth, predicted, 2, groups).Accuracy;
        // Of 10 groups, 7 right: the standard error is sqrt(40) times that of 400 rows.
        Assert.InRange((clusters.High - clusters.Low) / (rows.High - rows.Low), 5, 8);
    }

    [Fact]
    public void A_model_does_not_differ_from_itself_and_differs_from_a_better_one()
    {
        (int[] truth, int[] worse) = Rows(400, wrong: i => i % 4 == 0);
        (_, int[] better) = Rows(400, wrong: i => i % 20 == 0);
        Assert.Equal(new ConfidenceInterval(0, 0, 0), BootstrapIntervals.Difference(truth, worse, worse, 2, m => m.Accuracy));
        ConfidenceInterval difference = BootstrapIntervals.Difference(truth, worse, better, 2, m => m.Accuracy);
        Assert.Equal(0.2, difference.Value, 12);
        Assert.InRange(difference.Low, 0.1, 0.2);
        Assert.InRange(difference.High, 0.2, 0.3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_on_any_number_of_threads()
    {
        (int[] truth, int[] predicted) = Rows(200, wrong: i => i % 3 == 0);
        BootstrapIntervals Compute() => BootstrapIntervals.Compute(truth, predicted, 2, options: new BootstrapOptions { Seed = 4 });
        BootstrapIntervals many = Compute();
        using (Execution.WithThreads(1))
            Assert.Equal(many, Compute());
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapIntervals.Compute([0, 1], [0, 1], 2, options: new BootstrapOptions { Resamples = 10 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapIntervals.Compute([0, 1], [0, 1], 2, options: new BootstrapOptions { Level = 1 }));
        Assert.Throws<ArgumentException>(() => BootstrapIntervals.Compute([0, 1], [0, 1], 2, ["one"]));
    }

    private static (int[] Truth, int[] Predicted) Rows(int count, Func<int, bool> wrong)
    {
        int[] truth = [.. Enumerable.Range(0, count).Select(i => i % 2)];
        return (truth, [.. truth.Select((t, i) => wrong(i) ? 1 - t : t)]);
    }
}
