using EmotionKit.Linear;

namespace EmotionKit.Core.Tests.Linear;

/// <summary>Expected numbers are of scikit-learn 1.2's <c>LogisticRegression(penalty="elasticnet", solver="saga", tol=1e-13)</c>.</summary>
public class ElasticNetTests
{
    [Theory]
    [InlineData(0.2, 0.5, false, new[] { 0.4187617217, -0.5701466828, 0.1562288667, 0.0, 0.0, -0.7684630147 })]
    [InlineData(0.5, 1.0, false, new[] { 0.8471578012, -0.6777395671, 0.2401684887, 0.0, 0.0, -0.8073519895 })]
    [InlineData(0.2, 0.3, true, new[] { 0.5471878039, -0.6168835549, 0.2126501214, 0.005275289834, 0.0, 0.147586804 })]
    public void Two_classes_end_at_scikit_learns_optimum(double c, double l1Ratio, bool balanced, double[] expected)
    {
        (float[] x, int[] labels, _) = OracleRows.Make();
        SoftmaxRegressionOptions options = Options(c, l1Ratio) with { ClassWeights = balanced ? ClassWeighting.Balanced : ClassWeighting.None };
        var newton = BinaryLogistic.Fit(x, OracleRows.Columns, labels, options);
        var gradient = SoftmaxRegression.Fit(x, OracleRows.Columns, labels, 2, options);
        for (int j = 0; j < OracleRows.Columns; j++)
        {
            Assert.Equal(expected[j], newton.Weights[j], 1e-8);
            Assert.Equal(expected[j], gradient.Weights[OracleRows.Columns + j] - gradient.Weights[j], 1e-7);
        }
        Assert.Equal(expected[^1], newton.Intercept, 1e-8);
        Assert.Equal(expected[^1], gradient.Intercepts[1] - gradient.Intercepts[0], 1e-7);
        Assert.True(newton.Converged && gradient.Converged);
    }

    [Fact]
    public void Three_classes_end_at_scikit_learns_optimum()
    {
        double[] weights =
        [
            -0.521508604, 0.4743324856, 0.0, 0.0217181973, 0.0, 0.0, 0.0, -0.1346574082, 0.0, 0.0,
            0.2827334731, -0.2224853596, 0.1415484259, -0.1640799306, 0.0,
        ];
        double[] intercepts = [0.3406348043, 0.4952401506, -0.8358749549];
        (float[] x, _, int[] labels) = OracleRows.Make();
        var model = SoftmaxRegression.Fit(x, OracleRows.Columns, labels, 3, Options(0.2, 0.5));
        Assert.True(model.Converged);
        for (int i = 0; i < weights.Length; i++)
            Assert.Equal(weights[i], model.Weights[i], 1e-7);
        for (int k = 1; k < 3; k++)
            Assert.Equal(intercepts[k] - intercepts[0], model.Intercepts[k] - model.Intercepts[0], 1e-7);
    }

    [Fact]
    public void Weights_left_out_are_exactly_zero_and_a_strong_penalty_leaves_the_base_rate()
    {
        (float[] x, int[] labels, _) = OracleRows.Make();
        var model = BinaryLogistic.Fit(x, OracleRows.Columns, labels, new SoftmaxRegressionOptions { L1 = 1e4, L2 = 0 });
        Assert.All(model.Weights.ToArray(), w => Assert.Equal(0, w));
        Assert.Equal(labels.Average(), BinaryLogistic.Probability(model.Intercept), 1e-9);
    }

    [Fact]
    public void Newtons_fit_without_L1_is_that_of_plain_Newton_steps()
    {
        LinearData data = LinearData.Make(400, 6, 2, seed: 5);
        double[] expected = BinaryNewton.Fit(data, 0.7);
        var options = new SoftmaxRegressionOptions { L2 = 0.7, Standardize = false, Tolerance = 1e-10 };
        var model = BinaryLogistic.Fit(data.X, 6, data.Labels, options, data.Weights);
        for (int j = 0; j < 6; j++)
            Assert.Equal(expected[j], model.Weights[j], 1e-7 * Math.Max(1, Math.Abs(expected[j])));
        Assert.Equal(expected[6], model.Intercept, 1e-6);
    }

    [Fact]
    public void Standardised_penalties_are_those_of_standardised_columns()
    {
        LinearData data = LinearData.Make(300, 5, 2, seed: 8);
        float[] scaled = Standardised(data);
        SoftmaxRegressionOptions options = new() { L1 = 4, L2 = 2, Tolerance = 1e-10 };
        var inside = BinaryLogistic.Fit(data.X, 5, data.Labels, options);
        var outside = BinaryLogistic.Fit(scaled, 5, data.Labels, options with { Standardize = false });
        for (int i = 0; i < data.Rows; i += 7)
        {
            double expected = outside.LogOdds(scaled.AsSpan(i * 5, 5));
            Assert.Equal(expected, inside.LogOdds(data.X.AsSpan(i * 5, 5)), 1e-4);
        }
        Assert.Equal(outside.Weights.ToArray().Select(w => w == 0), inside.Weights.ToArray().Select(w => w == 0));
    }

    [Fact]
    public void The_fit_has_the_same_bits_for_any_number_of_threads()
    {
        LinearData data = LinearData.Make(3000, 12, 2, seed: 3);
        double[] Fit(int threads)
        {
            using (Execution.WithThreads(threads))
            {
                var model = BinaryLogistic.Fit(data.X, 12, data.Labels, new SoftmaxRegressionOptions { L1 = 3 }, data.Weights);
                return [.. model.Weights, model.Intercept];
            }
        }
        double[] one = Fit(1);
        Assert.Equal(one, Fit(2));
        Assert.Equal(one, Fit(7));
    }

    [Fact]
    public void Rows_that_a_line_tells_apart_and_constant_columns_have_a_finite_fit()
    {
        float[] x = [0, 5, 1, 5, 2, 5, 3, 5];
        var model = BinaryLogistic.Fit(x, 2, [0, 0, 1, 1], new SoftmaxRegressionOptions { L2 = 0, MaxIterations = 50 });
        Assert.True(double.IsFinite(model.Weights[0]) && double.IsFinite(model.Intercept));
        Assert.Equal(0, model.Weights[1]);
        Assert.True(model.LogOdds([0, 5]) < -5 && model.LogOdds([3, 5]) > 5);
        Assert.True(double.IsNaN(model.LogOdds([float.NaN, 5])));
    }

    [Fact]
    public void Two_equal_columns_without_penalty_share_what_one_would_have()
    {
        (float[] x, int[] labels, _) = OracleRows.Make();
        float[] one = new float[60], two = new float[120];
        for (int i = 0; i < 60; i++)
            one[i] = two[2 * i] = two[2 * i + 1] = x[i * OracleRows.Columns + 1];
        SoftmaxRegressionOptions options = new() { L2 = 0, Tolerance = 1e-9 };
        var single = BinaryLogistic.Fit(one, 1, labels, options);
        var both = BinaryLogistic.Fit(two, 2, labels, options);
        Assert.Equal(single.Weights[0], both.Weights[0] + both.Weights[1], 1e-5);
    }

    [Fact]
    public void One_class_is_an_error() =>
        Assert.Throws<ArgumentException>(() => BinaryLogistic.Fit([1, 2], 1, [1, 1]));

    [Fact]
    public void The_same_model_as_class_probabilities_gives_the_same_odds()
    {
        var model = new BinaryLogistic([0.3, -2], 0.25);
        float[] p = new float[2];
        model.ToSoftmax().Predict([2, 0.5f], p);
        Assert.Equal(BinaryLogistic.Probability(model.LogOdds([2, 0.5f])), p[1], 1e-6);
    }

    private static SoftmaxRegressionOptions Options(double c, double l1Ratio) => new()
    {
        L1 = l1Ratio / c,
        L2 = (1 - l1Ratio) / c,
        Standardize = false,
        Tolerance = 1e-11,
        MaxIterations = 100_000,
    };

    private static float[] Standardised(LinearData data)
    {
        float[] scaled = new float[data.X.Length];
        for (int j = 0; j < data.Columns; j++)
        {
            double[] column = [.. Enumerable.Range(0, data.Rows).Select(i => (double)data.X[i * data.Columns + j])];
            double mean = column.Average();
            double deviation = Math.Sqrt(column.Average(v => (v - mean) * (v - mean)));
            for (int i = 0; i < data.Rows; i++)
                scaled[i * data.Columns + j] = (float)((column[i] - mean) / deviation);
        }
        return scaled;
    }
}
