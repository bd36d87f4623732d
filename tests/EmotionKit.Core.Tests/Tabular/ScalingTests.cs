using EmotionKit.Numerics;
using EmotionKit.Tabular;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Tabular;

public sealed class ScalingTests
{
    // numpy.array([[1, 200, 5], [2, nan, 5], [4, 180, 5], [nan, 500, 5], [9, 210, 5], [16, 190, 5]])
    private static readonly NumberMatrix Small = new(
        [1, 200, 5, 2, float.NaN, 5, 4, 180, 5, float.NaN, 500, 5, 9, 210, 5, 16, 190, 5], 6, 3, ["a", "b", "c"]);

    [Theory]
    [InlineData(25)]
    [InlineData(10)]
    public void Robust_scaling_equals_scikit_learn_in_both_precisions(int percentile)
    {
        NpyArray x = Reference("robust.x");
        double[] values = x.ToDoubles();
        int columns = x.Shape[1];
        var options = new ScaleRobustOptions { LowerPercentile = percentile, UpperPercentile = 100 - percentile };
        double[] center = new double[columns], scale = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            double[] sorted = [.. values.Where((v, i) => i % columns == column && !double.IsNaN(v)).Order()];
            (center[column], scale[column]) = LinearScaling.RobustOf(sorted, options);
        }
        AssertNear(Reference($"robust.{percentile}.center").ToDoubles(), center, 1e-12);
        AssertNear(Reference($"robust.{percentile}.scale").ToDoubles(), scale, 1e-12);

        double[] expected = Reference($"robust.{percentile}.y").ToDoubles();
        var scaling = new LinearScaling(center, scale);
        double[] scaled = new double[values.Length];
        for (int row = 0; row < values.Length; row += columns)
            scaling.Apply(values.AsSpan(row, columns), scaled.AsSpan(row, columns));
        AssertNear(expected, scaled, 1e-12);

        float[] singles = x.ToSingles();
        LinearScaling learned = LinearScaling.FitRobust(new NumberMatrix(singles, x.Shape[0], columns, null), options, threads: 2);
        float[] scaledSingles = new float[singles.Length];
        for (int row = 0; row < singles.Length; row += columns)
            learned.Apply(singles.AsSpan(row, columns), scaledSingles.AsSpan(row, columns));
        AssertNear(expected, Array.ConvertAll(scaledSingles, v => (double)v), 1e-6);
    }

    // RobustScaler(unit_variance=True, quantile_range=(10, 90)).fit(X).scale_
    [Fact]
    public void Robust_scaling_to_unit_variance_equals_scikit_learn()
    {
        LinearScaling scaling = LinearScaling.FitRobust(Small, new() { LowerPercentile = 10, UpperPercentile = 90, UnitVariance = true }, threads: 1);
        AssertNear([4, 200, 5], scaling.Center.ToArray(), 1e-12);
        AssertNear([4.603794461827037, 78.03041460723792, 0.39015207303618954], scaling.Scale.ToArray(), 1e-12);
    }

    // StandardScaler().fit(X).mean_ and .scale_
    [Fact]
    public void Standard_scaling_equals_scikit_learn()
    {
        LinearScaling scaling = LinearScaling.FitStandard(Small, new(), threads: 1);
        AssertNear([6.4, 256, 5], scaling.Center.ToArray(), 1e-12);
        AssertNear([5.535341001239219, 122.40914998479485, 1], scaling.Scale.ToArray(), 1e-12);
    }

    // MinMaxScaler((-1, 2)).fit_transform(X)
    [Fact]
    public void Min_max_scaling_equals_scikit_learn()
    {
        LinearScaling scaling = LinearScaling.FitMinMax(Small, new() { Minimum = -1, Maximum = 2 }, threads: 1);
        double[] row = new double[3];
        scaling.Apply([9.0, 210, 5], row);
        AssertNear([0.6, -0.71875, -1], row, 1e-12);
        scaling.Apply([16.0, 500, 5], row);
        AssertNear([2, 2, -1], row, 1e-12);
    }

    [Fact]
    public void A_column_without_values_is_an_error_that_names_it()
    {
        var data = new NumberMatrix([1, float.NaN, 2, float.NaN], 2, 2, ["a", "b"]);
        var error = Assert.Throws<ArgumentException>(() => LinearScaling.FitStandard(data, new(), threads: 2));
        Assert.Contains("slot 1 ('b')", error.Message);
    }

    // scipy.stats.norm.ppf
    [Theory]
    [InlineData(1e-12, -7.034483825301131)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.05, -1.6448536269514729)]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.5, 0.0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.999999, 4.753424308817087)]
    public void Normal_quantiles_equal_scipy(double probability, double expected) =>
        Assert.Equal(expected, NormalQuantile.Of(probability), 1e-13 * Math.Max(1, Math.Abs(expected)) + (probability > 0.999 ? 1e-10 : 0));

    [Fact]
    public void Quantiles_interpolate_as_numpy()
    {
        // numpy.percentile([1, 2, 4, 9, 16], [0, 10, 37.5, 80, 100])
        double[] sorted = [1, 2, 4, 9, 16];
        double[] found = [.. new[] { 0, 0.1, 0.375, 0.8, 1 }.Select(q => Quantiles.Of(sorted, q))];
        AssertNear([1, 1.4, 3, 10.4, 16], found, 1e-14);
    }

    private static NpyArray Reference(string name) => Npy.Read(TestData.Require("reference", $"{name}.npy"));

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]))
                Assert.True(double.IsNaN(actual[i]), $"value {i}: expected NaN, got {actual[i]}");
            else
                Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"value {i}: expected {expected[i]}, got {actual[i]}");
        }
    }
}
