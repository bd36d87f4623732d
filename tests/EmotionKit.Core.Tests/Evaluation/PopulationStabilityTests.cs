using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class PopulationStabilityTests
{
    [Fact]
    public void The_index_is_the_sum_of_its_closed_form()
    {
        double[] before = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double[] after = [.. Enumerable.Range(0, 100).Select(i => i < 80 ? 10.0 : 90.0)];
        var psi = PopulationStability.OfNumbers(before, after, bins: 2);
        Assert.Equal((0.8 - 0.5) * Math.Log(0.8 / 0.5) + (0.2 - 0.5) * Math.Log(0.2 / 0.5), psi.Index, 1e-12);
        Assert.Equal(["[-inf, 50)", "[50, inf)"], psi.Bins.Select(b => b.Name));
    }

    [Fact]
    public void The_same_rows_have_index_zero()
    {
        double[] values = [1, 2, double.NaN, 2, 3, 8, 9, 9, 9];
        var psi = PopulationStability.OfNumbers(values, values);
        Assert.Equal(0, psi.Index);
        Assert.Equal(1, psi.Bins.Sum(b => b.Expected), 1e-12);
        Assert.Contains(psi.Bins, b => b.Name == "missing" && Math.Abs(b.Expected - 1.0 / 9) < 1e-12);
    }

    [Fact]
    public void A_constant_column_that_stays_constant_is_one_bin() =>
        Assert.Single(PopulationStability.OfNumbers([4, 4, 4], [4, 4]).Bins);

    [Fact]
    public void A_category_never_seen_before_counts_with_the_smallest_share()
    {
        var psi = PopulationStability.OfCategories(["a", "a", "b", null], ["a", "c", "b", ""]);
        double smallest = PopulationStability.SmallestShare;
        double expected = (0.25 - 0.5) * Math.Log(0.25 / 0.5) + (0.25 - smallest) * Math.Log(0.25 / smallest);
        Assert.Equal(expected, psi.Index, 1e-12);
        Assert.Equal(["a", "b", "c", "missing"], psi.Bins.Select(b => b.Name));
    }

    [Fact]
    public void No_rows_on_a_side_are_an_error() =>
        Assert.Throws<ArgumentException>(() => PopulationStability.OfNumbers([1], []));
}
