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
        Func<object> fit = () => trainer == "forest" ? RandomForest.Fit(x, Columns, labels, 2) : GradientBoosting.Fit(x, Columns, labels, 2);
        using IDisposable threads = Execution.WithThreads(2);
        (_, long model, long beside) = PeakMemory.Of(fit, () => NativeBlock.Alive);
        string figures = $"{(double)beside / (sizeof(float) * x.Length):F2} times the features beside a model of {(double)model / (sizeof(float) * x.Length):F2} times";
        TestContext.Current.TestOutputHelper!.WriteLine(figures);
        Assert.True(beside < 3L * sizeof(float) * x.Length, figures);
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
