using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

/// <summary>Expected numbers: SciPy 1.10, <c>binomtest(min(b, c), b + c, 0.5).pvalue</c>, which is statsmodels' exact McNemar test.</summary>
public class McNemarTestTests
{
    [Theory]
    [InlineData(3, 9, 0.14599609375)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(5, 0, 0.0625)]
    [InlineData(40, 61, 0.04604406692934279)]
    [InlineData(700, 800, 0.01055925546671162)]
    [InlineData(1200, 900, 6.337277315775639e-11)]
    [InlineData(4, 4, 1.0)]
    [InlineData(0, 0, 1.0)]
    public void P_is_that_of_the_exact_binomial_test(int onlyFirst, int onlySecond, double expected)
    {
        var truth = new List<int>();
        var first = new List<int>();
        var second = new List<int>();
        void Add(int count, int a, int b)
        {
            truth.AddRange(Enumerable.Repeat(1, count));
            first.AddRange(Enumerable.Repeat(a, count));
            second.AddRange(Enumerable.Repeat(b, count));
        }
        Add(onlyFirst, 1, 0);
        Add(onlySecond, 2, 1);
        Add(10, 1, 1);
        Add(7, 0, 2);
        var test = McNemarTest.Compute([.. truth], [.. first], [.. second]);
        Assert.Equal((onlyFirst, onlySecond), (test.OnlyFirst, test.OnlySecond));
        Assert.Equal(expected, test.PValue, 1e-10);
    }
}
