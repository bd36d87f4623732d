using EmotionKit.Linear;

namespace EmotionKit.Core.Tests.Linear;

/// <summary>Expected numbers are of Newton's method in NumPy on <see cref="OracleRows"/>, errors from the inverse of its matrix, p from scipy.stats.norm:
/// what R's glm and statsmodels print.</summary>
public class CoefficientTableTests
{
    [Fact]
    public void Two_classes_have_the_table_of_an_unpenalised_fit()
    {
        double[] values = [1.674780561, -0.9005768913, 0.4203990663, 0.03879439517, 0.6163438604, -0.9707797396];
        double[] errors = [0.6629589534, 0.2705216618, 0.3314713756, 0.1255735558, 1.222794981, 0.4129169826];
        double[] p =
        [
            0.011529705995998622, 0.0008714651413690411, 0.20469738431505757, 0.7573689808146111, 0.6142296606006683, 0.018721582112231558,
        ];
        (float[] x, int[] labels, _) = OracleRows.Make();
        SoftmaxRegressionOptions options = new() { L2 = 0, Tolerance = 1e-12 };
        SoftmaxRegression model = BinaryLogistic.Fit(x, OracleRows.Columns, labels, options).ToSoftmax();
        Coefficient[] table = CoefficientTable.Compute(model, x, labels, options);
        Assert.Equal([0, 1, 2, 3, 4, -1], table.Select(c => c.Column));
        for (int i = 0; i < table.Length; i++)
        {
            Assert.Equal(values[i], table[i].Value, 1e-7);
            Assert.Equal(errors[i], table[i].StandardError, 1e-7);
            Assert.Equal(values[i] / errors[i], table[i].Z, 1e-6);
            Assert.Equal(p[i], table[i].P, 1e-7);
        }
    }

    [Fact]
    public void Three_classes_are_compared_with_the_first()
    {
        double[] values =
        [
            1.387630066, -0.6927109905, -0.2600298505, -0.03500519788, 1.317462904, 0.4742239392,
            25.14505436, -5.765321567, 3.904706876, -1.931972333, -0.1540586755, -19.60964783,
        ];
        double[] errors =
        [
            0.593440966, 0.2072229154, 0.2800428554, 0.1113947671, 1.157384266, 0.4092970713,
            20.95145391, 4.310636902, 3.681790632, 1.604575616, 3.224238458, 17.05533877,
        ];
        (float[] x, _, int[] labels) = OracleRows.Make();
        SoftmaxRegressionOptions options = new() { L2 = 0, Tolerance = 1e-12, MaxIterations = 20_000 };
        var model = SoftmaxRegression.Fit(x, OracleRows.Columns, labels, 3, options);
        Coefficient[] table = CoefficientTable.Compute(model, x, labels, options);
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2], table.Select(c => c.Class));
        for (int i = 0; i < table.Length; i++)
        {
            Assert.Equal(values[i], table[i].Value, 1e-5 * Math.Max(1, Math.Abs(values[i])));
            Assert.Equal(errors[i], table[i].StandardError, 1e-4 * errors[i]);
        }
    }

    [Fact]
    public void With_a_penalty_the_errors_are_of_the_penalised_curvature()
    {
        // One column and an intercept: the inverse of a two by two matrix in closed form.
        (float[] all, int[] labels, _) = OracleRows.Make();
        float[] x = [.. Enumerable.Range(0, 60).Select(i => all[i * OracleRows.Columns])];
        SoftmaxRegressionOptions options = new() { L2 = 3, Standardize = false, Tolerance = 1e-12 };
        var model = BinaryLogistic.Fit(x, 1, labels, options);
        double a = 3, b = 0, c = 0;
        foreach (float value in x)
        {
            double p = BinaryLogistic.Probability(model.LogOdds([value]));
            a += p * (1 - p) * value * value;
            b += p * (1 - p) * value;
            c += p * (1 - p);
        }
        Coefficient[] table = CoefficientTable.Compute(model.ToSoftmax(), x, labels, options);
        Assert.Equal(Math.Sqrt(c / (a * c - b * b)), table[0].StandardError, 1e-9);
        Assert.Equal(Math.Sqrt(a / (a * c - b * b)), table[1].StandardError, 1e-9);
    }

    [Fact]
    public void Constant_columns_and_those_left_out_have_no_error()
    {
        (float[] x, int[] labels, _) = OracleRows.Make();
        for (int i = 0; i < 60; i++)
            x[i * OracleRows.Columns] = 2;
        SoftmaxRegressionOptions options = new() { L1 = 3, L2 = 0 };
        SoftmaxRegression model = BinaryLogistic.Fit(x, OracleRows.Columns, labels, options).ToSoftmax();
        Coefficient[] table = CoefficientTable.Compute(model, x, labels, options);
        Assert.True(double.IsNaN(table[0].StandardError));
        Assert.All(table, c => Assert.Equal(c.Column >= 0 && c.Value == 0, double.IsNaN(c.P)));
        Assert.Contains(table, c => c.Column >= 0 && c.P is > 0 and < 1);
    }

    [Theory]
    [InlineData(0.1, 0.920344325445942)]
    [InlineData(1, 0.31731050786291415)]
    [InlineData(-1.959963984540054, 0.05)]
    [InlineData(3, 0.0026997960632601866)]
    [InlineData(6, 1.973175290075389e-09)]
    [InlineData(20, 5.507248237212311e-89)]
    [InlineData(0, 1)]
    public void Tails_of_the_normal_distribution_are_scipys(double z, double expected) =>
        Assert.Equal(expected, NormalDistribution.TwoSidedP(z), 1e-12 * expected);
}
