using System.Globalization;
using EmotionKit.TestSupport;
using EmotionKit.Trees;

namespace EmotionKit.Core.Tests.Trees;

[Collection(nameof(TreeMemoryTests))]
[CollectionDefinition(nameof(TreeMemoryTests), DisableParallelization = true)]
[Trait("Category", "Long")]
public class TreeMemoryTests
{
    private const int Columns = 10;

    /// <summary>What is alive at most while a model is trained, looked at again and again, beside the model itself. A forest here is six times larger than the
    /// features.</summary>
    [Theory]
    [InlineData("forest")]
    [InlineData("boosting")]
    public void Training_needs_less_than_three_times_the_features_beside_the_model(string trainer)
    {
        (float[] x, int[] labels) = GiveMeSomeCredit();
        long before = GC.GetTotalMemory(forceFullCollection: true), peak = 0;
        bool done = false;
        var sampler = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                GC.Collect();
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Sleep(5);
            }
        });
        sampler.Start();
        object model;
        using (Execution.WithThreads(2))
            model = trainer == "forest" ? RandomForest.Fit(x, Columns, labels, 2) : GradientBoosting.Fit(x, Columns, labels, 2);
        Volatile.Write(ref done, true);
        sampler.Join();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(
            peak - after < 3L * sizeof(float) * x.Length, $"{peak - after:N0} bytes beside a model of {after - before:N0}, features of {sizeof(float) * x.Length:N0}");
        GC.KeepAlive(model);
        GC.KeepAlive(x);
    }

    private static (float[] X, int[] Labels) GiveMeSomeCredit()
    {
        // A number of the row, the label, ten features.
        string[][] rows = [.. File.ReadLines(TestData.Require("credit", "give-me-some-credit.csv")).Skip(1).Select(line => line.Split(','))];
        return (
            [.. rows.SelectMany(row => row[2..]).Select(field => float.TryParse(field, CultureInfo.InvariantCulture, out float value) ? value : float.NaN)],
            [.. rows.Select(row => int.Parse(row[1], CultureInfo.InvariantCulture))]);
    }
}
