using EmotionKit.Linear;

namespace EmotionKit.Core.Tests.Linear;

public class SoftmaxRegressionTests
{
    // Failures of O-rings by temperature in degrees Fahrenheit, 23 flights before Challenger (Dalal, Fowlkes and Hoadley 1989).
    private static readonly float[] Temperatures =
        [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
    private static readonly int[] Failures =
        [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];

    // Hours of study and passing the exam: the example of Wikipedia's article on logistic regression.
    private static readonly float[] Hours =
        [0.5f, 0.75f, 1, 1.25f, 1.5f, 1.75f, 1.75f, 2, 2.25f, 2.5f, 2.75f, 3, 3.25f, 3.5f, 4, 4.25f, 4.5f, 4.75f, 5, 5.5f];
    private static readonly int[] Passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_penalty_the_published_coefficients_are_found(bool standardize)
    {
        var options = new SoftmaxRegressionOptions { L2 = 0, Standardize = standardize, Tolerance = 1e-10 };

        SoftmaxRegression challenger = SoftmaxRegression.Fit(Temperatures, 1, Failures, 2, options);
        Assert.Equal(-0.2322, challenger.Weights[1] - challenger.Weights[0], 4);
        Assert.Equal(15.0429, challenger.Intercepts[1] - challenger.Intercepts[0], 4);

        SoftmaxRegression study = SoftmaxRegression.Fit(Hours, 1, Passed, 2, options);
        Assert.Equal(1.5046, study.Weights[1] - study.Weights[0], 4);
        Assert.Equal(-4.0777, study.Intercepts[1] - study.Intercepts[0], 4);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(25)]
    public void Two_classes_agree_with_newton_steps_on_the_binary_objective(double l2)
    {
        LinearData data = LinearData.Make(150, 6, 2, 3);
        var options = new SoftmaxRegressionOptions { L2 = l2, Standardize = false, Tolerance = 1e-11 };
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 6, data.Labels, 2, options, data.Weights);
        double[] expected = BinaryNewton.Fit(data, l2);

        for (int j = 0; j < 6; j++)
            Assert.Equal(expected[j], model.Weights[6 + j] - model.Weights[j], 1e-6 * (1 + Math.Abs(expected[j])));
        Assert.Equal(expected[6], model.Intercepts[1] - model.Intercepts[0], 1e-5 * (1 + Math.Abs(expected[6])));
    }

    [Theory]
    [InlineData(3, false, ClassWeighting.None)]
    [InlineData(7, false, ClassWeighting.Balanced)]
    [InlineData(5, true, ClassWeighting.None)]
    [InlineData(8, true, ClassWeighting.Balanced)]
    public void At_the_minimum_the_gradient_of_the_documented_objective_is_zero(int classes, bool standardize, ClassWeighting weighting)
    {
        LinearData data = LinearData.Make(333, 13, classes, 11);
        var options = new SoftmaxRegressionOptions { L2 = 0.7, Standardize = standardize, ClassWeights = weighting, Tolerance = 1e-10 };
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 13, data.Labels, classes, options, data.Weights);

        Assert.True(model.Converged);
        Assert.True(DocumentedObjective.LargestGradient(model, data, options) < 1e-6);
    }

    [Fact]
    public void No_other_weights_give_a_lower_objective()
    {
        LinearData data = LinearData.Make(200, 4, 3, 5);
        var options = new SoftmaxRegressionOptions { L2 = 2, Standardize = false, Tolerance = 1e-9 };
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 4, data.Labels, 3, options, data.Weights);
        double minimum = DocumentedObjective.Value(model.Weights, model.Intercepts, data, options);
        var random = new DeterministicRandom(9);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] weights = model.Weights.ToArray();
            double[] intercepts = model.Intercepts.ToArray();
            for (int i = 0; i < weights.Length; i++)
                weights[i] *= 1 + 0.01 * random.NextGaussian();
            for (int i = 0; i < intercepts.Length; i++)
                intercepts[i] += 0.01 * random.NextGaussian();
            Assert.True(DocumentedObjective.Value(weights, intercepts, data, options) >= minimum);
        }
    }

    [Fact]
    public void Probabilities_are_the_softmax_of_the_weights_and_sum_to_one()
    {
        LinearData data = LinearData.Make(120, 9, 5, 2);
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 9, data.Labels, 5);
        float[] probabilities = new float[5];
        for (int i = 0; i < data.Rows; i++)
        {
            ReadOnlySpan<float> row = data.X.AsSpan(i * 9, 9);
            model.Predict(row, probabilities);
            Assert.Equal(1, probabilities.Sum(), 1e-6);
            Assert.All(probabilities, p => Assert.InRange(p, 0, 1));
            double ratio = model.Intercepts[3] - model.Intercepts[1];
            for (int j = 0; j < 9; j++)
                ratio += (model.Weights[27 + j] - model.Weights[9 + j]) * row[j];
            Assert.Equal(ratio, Math.Log(probabilities[3] / (double)probabilities[1]), 1e-4);
        }
    }

    [Fact]
    public void Weight_two_counts_as_the_row_twice_and_weight_zero_as_no_row()
    {
        LinearData data = LinearData.Make(90, 5, 3, 7);
        float[] weights = new float[90];
        var x = new List<float>();
        var labels = new List<int>();
        for (int i = 0; i < 90; i++)
        {
            weights[i] = i % 3;
            for (int copy = 0; copy < i % 3; copy++)
            {
                x.AddRange(data.X.AsSpan(i * 5, 5).ToArray());
                labels.Add(data.Labels[i]);
            }
        }
        var options = new SoftmaxRegressionOptions { Tolerance = 1e-10, ClassWeights = ClassWeighting.Balanced };
        SoftmaxRegression weighted = SoftmaxRegression.Fit(data.X, 5, data.Labels, 3, options, weights);
        SoftmaxRegression repeated = SoftmaxRegression.Fit(x.ToArray(), 5, labels.ToArray(), 3, options);
        AssertClose(repeated, weighted, 1e-6);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        LinearData data = LinearData.Make(300, 8, 4, 13);
        int[] order = Enumerable.Range(0, 300).ToArray();
        new DeterministicRandom(1).Shuffle<int>(order);
        var options = new SoftmaxRegressionOptions { Tolerance = 1e-10 };
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 8, data.Labels, 4, options);
        SoftmaxRegression shuffled = SoftmaxRegression.Fit(data.Permute(order), 8, order.Select(i => data.Labels[i]).ToArray(), 4, options);
        AssertClose(model, shuffled, 1e-6);
    }

    [Fact]
    public void With_standardising_the_units_of_a_feature_do_not_matter()
    {
        LinearData data = LinearData.Make(200, 6, 3, 17);
        float[] inOtherUnits = data.X.Select((v, i) => i % 6 == 2 ? 1024 * v : v).ToArray();
        var options = new SoftmaxRegressionOptions { Tolerance = 1e-9 };
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 6, data.Labels, 3, options);
        SoftmaxRegression other = SoftmaxRegression.Fit(inOtherUnits, 6, data.Labels, 3, options);
        float[] p = new float[3], q = new float[3];
        for (int i = 0; i < data.Rows; i++)
        {
            model.Predict(data.X.AsSpan(i * 6, 6), p);
            other.Predict(inOtherUnits.AsSpan(i * 6, 6), q);
            for (int k = 0; k < 3; k++)
                Assert.Equal(p[k], q[k], 1e-5);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_constant_feature_gets_no_weight_and_changes_nothing(bool standardize)
    {
        LinearData data = LinearData.Make(100, 3, 3, 19);
        float[] wider = new float[400];
        for (int i = 0; i < 100; i++)
        {
            data.X.AsSpan(i * 3, 3).CopyTo(wider.AsSpan(i * 4));
            wider[i * 4 + 3] = 0.1f;
        }
        var options = new SoftmaxRegressionOptions { Standardize = standardize, Tolerance = 1e-9 };
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 3, data.Labels, 3, options);
        SoftmaxRegression withConstant = SoftmaxRegression.Fit(wider, 4, data.Labels, 3, options);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(0, withConstant.Weights[k * 4 + 3]);
            Assert.Equal(model.Weights[k * 3 + 1], withConstant.Weights[k * 4 + 1], 1e-7);
        }
    }

    [Fact]
    public void A_feature_far_from_zero_is_as_good_as_one_around_zero()
    {
        // 2^20 is exact in single precision for these values, so both problems are the same but for the offset.
        float[] x = [1, 2, 3, 4, 5, 6, 7, 8];
        int[] labels = [0, 0, 1, 0, 1, 0, 1, 1];
        float[] far = x.Select(v => v + 1048576f).ToArray();
        var options = new SoftmaxRegressionOptions { Tolerance = 1e-10 };
        SoftmaxRegression near = SoftmaxRegression.Fit(x, 1, labels, 2, options);
        SoftmaxRegression offset = SoftmaxRegression.Fit(far, 1, labels, 2, options);
        float[] p = new float[2], q = new float[2];
        for (int i = 0; i < x.Length; i++)
        {
            near.Predict([x[i]], p);
            offset.Predict([far[i]], q);
            Assert.Equal(p[1], q[1], 1e-6);
        }
    }

    [Fact]
    public void A_class_without_rows_has_probability_zero()
    {
        LinearData data = LinearData.Make(80, 3, 3, 23);
        int[] labels = data.Labels.Select(l => l == 2 ? 3 : l).ToArray();
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 3, labels, 5);
        float[] p = new float[5];
        model.Predict(data.X.AsSpan(0, 3), p);
        Assert.Equal(0, p[2]);
        Assert.Equal(0, p[4]);
        Assert.Equal(1, p.Sum(), 1e-6);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(700)]
    public void The_bits_are_the_same_for_any_number_of_threads(int rows)
    {
        LinearData data = LinearData.Make(rows, 37, 6, 29);
        SoftmaxRegression[] models = new SoftmaxRegression[4];
        int[] threads = [1, 2, 3, 16];
        for (int t = 0; t < threads.Length; t++)
        {
            using IDisposable scope = Execution.WithThreads(threads[t]);
            models[t] = SoftmaxRegression.Fit(data.X, 37, data.Labels, 6);
        }
        foreach (SoftmaxRegression model in models)
        {
            Assert.Equal(models[0].Weights.ToArray(), model.Weights.ToArray());
            Assert.Equal(models[0].Intercepts.ToArray(), model.Intercepts.ToArray());
        }
    }

    [Fact]
    public void Progress_is_told_and_the_objective_never_rises()
    {
        LinearData data = LinearData.Make(200, 10, 4, 31);
        var seen = new List<OptimizerProgress>();
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 10, data.Labels, 4, null, default, new Recorder(seen.Add));
        Assert.Equal(model.Iterations, seen.Count);
        for (int i = 1; i < seen.Count; i++)
            Assert.True(seen[i].Loss <= seen[i - 1].Loss * (1 + 1e-12));
        Assert.True(seen[^1].Gradient <= 1e-6);
        Assert.Equal(model.Loss, seen[^1].Loss);
    }

    [Fact]
    public void A_cancelled_fit_throws()
    {
        LinearData data = LinearData.Make(200, 10, 4, 37);
        using var source = new CancellationTokenSource();
        var cancelAtThree = new Recorder(p => { if (p.Iteration == 3) source.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(
            () => SoftmaxRegression.Fit(data.X, 10, data.Labels, 4, null, default, cancelAtThree, source.Token));
    }

    [Fact]
    public void Too_few_iterations_are_reported_as_not_converged()
    {
        LinearData data = LinearData.Make(200, 10, 4, 41);
        SoftmaxRegression model = SoftmaxRegression.Fit(data.X, 10, data.Labels, 4, new SoftmaxRegressionOptions { MaxIterations = 2 });
        Assert.False(model.Converged);
        Assert.Equal(2, model.Iterations);
    }

    [Fact]
    public void Classes_that_can_be_told_apart_exactly_end_at_the_limit_with_finite_weights()
    {
        float[] x = Enumerable.Range(0, 40).Select(i => i < 20 ? i : i + 1000f).ToArray();
        int[] labels = Enumerable.Range(0, 40).Select(i => i / 20).ToArray();
        var options = new SoftmaxRegressionOptions { L2 = 0, Tolerance = 1e-300, MaxIterations = 200 };
        SoftmaxRegression model = SoftmaxRegression.Fit(x, 1, labels, 2, options);
        Assert.True(double.IsFinite(model.Weights[0]));
        float[] p = new float[2];
        for (int i = 0; i < 40; i++)
        {
            model.Predict([x[i]], p);
            Assert.True(p[labels[i]] > 0.999f);
        }
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void Features_of_any_size_are_learned_from(float scale)
    {
        float[] x = Enumerable.Range(0, 30).Select(i => scale * (i % 3 + 0.25f * (i % 5))).ToArray();
        int[] labels = Enumerable.Range(0, 30).Select(i => i % 3).ToArray();
        SoftmaxRegression model = SoftmaxRegression.Fit(x, 1, labels, 3);
        SoftmaxRegression plain = SoftmaxRegression.Fit(x.Select(v => v / scale).ToArray(), 1, labels, 3);
        float[] p = new float[3], q = new float[3];
        for (int i = 0; i < 30; i++)
        {
            model.Predict([x[i]], p);
            plain.Predict([x[i] / scale], q);
            for (int k = 0; k < 3; k++)
                Assert.Equal(q[k], p[k], 1e-4);
        }
    }

    [Fact]
    public void Bad_input_is_refused_with_its_place()
    {
        float[] x = [1, 2, 3, 4, 5, 6];
        int[] labels = [0, 1, 0];
        AssertRefused("row 1, column 1", () => SoftmaxRegression.Fit([1, 2, 3, float.NaN, 5, 6], 2, [0, 1, 0], 2));
        AssertRefused("row 2, column 0", () => SoftmaxRegression.Fit([1, 2, 3, 4, float.NegativeInfinity, 6], 2, [0, 1, 0], 2));
        AssertRefused("only class 1", () => SoftmaxRegression.Fit([1, 2], 1, [1, 1], 2));
        AssertRefused("only class 0", () => SoftmaxRegression.Fit([1, 2], 1, [0, 1], 2, null, [1f, 0f]));
        AssertRefused("none", () => SoftmaxRegression.Fit([], 1, [], 2));
        AssertRefused("got 2 in row 1", () => SoftmaxRegression.Fit([1, 2], 1, [0, 2], 2));
        AssertRefused("got -1 in row 0", () => SoftmaxRegression.Fit([1, 2], 1, [-1, 1], 2));
        AssertRefused("expected 3 rows of 3 features, 9 values, got 6", () => SoftmaxRegression.Fit(x, 3, labels, 2));
        AssertRefused("weights", () => SoftmaxRegression.Fit(x, 2, labels, 2, null, [1f, 1f]));
        AssertRefused("got -1 in row 2", () => SoftmaxRegression.Fit(x, 2, labels, 2, null, [1f, 1f, -1f]));
        AssertRefused("L2", () => SoftmaxRegression.Fit(x, 2, labels, 2, new SoftmaxRegressionOptions { L2 = -1 }));
        AssertRefused("Tolerance", () => SoftmaxRegression.Fit(x, 2, labels, 2, new SoftmaxRegressionOptions { Tolerance = double.NaN }));
        SoftmaxRegression model = SoftmaxRegression.Fit(x, 2, labels, 2);
        AssertRefused("row", () => model.Predict(new float[3], new float[2]));
        AssertRefused("probabilities", () => model.Predict(new float[2], new float[3]));
    }

    private static void AssertRefused(string words, Action fit)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(fit);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static void AssertClose(SoftmaxRegression expected, SoftmaxRegression actual, double tolerance)
    {
        for (int i = 0; i < expected.Weights.Length; i++)
            Assert.Equal(expected.Weights[i], actual.Weights[i], tolerance * (1 + Math.Abs(expected.Weights[i])));
        for (int k = 0; k < expected.Classes; k++)
            Assert.Equal(expected.Intercepts[k], actual.Intercepts[k], tolerance * (1 + Math.Abs(expected.Intercepts[k])));
    }

    private sealed class Recorder(Action<OptimizerProgress> told) : IProgress<OptimizerProgress>
    {
        public void Report(OptimizerProgress value) => told(value);
    }
}
