using EmotionKit.Calibration;
using EmotionKit.Core.Tests.Evaluation;

namespace EmotionKit.Core.Tests.Calibration;

public class CalibratorTests
{
    private static readonly double[] Queries = [0.0, 0.1, 0.15, 0.33, 0.5, 0.61, 0.77, 0.9, 1.0];

    [Fact]
    public void Isotonic_calibration_is_scikit_learns()
    {
        var calibrator = Calibrator.Fit(CalibrationMethod.Isotonic, BinaryMetricsTests.Scores, BinaryMetricsTests.Truth);
        double[] expected = [1.0 / 6, 1.0 / 6, 1.0 / 6, 0.4, 0.4, 0.41, 0.57, 0.6, 1.0];
        AssertCurve(expected, calibrator, 1e-12);
    }

    [Fact]
    public void Weighted_isotonic_calibration_is_scikit_learns()
    {
        float[] weights = [.. Enumerable.Range(0, 24).Select(i => 1 + i % 3 * 0.5f)];
        var calibrator = Calibrator.Fit(CalibrationMethod.Isotonic, BinaryMetricsTests.Scores, BinaryMetricsTests.Truth, weights);
        double[] expected = [1.0 / 9, 1.0 / 9, 1.0 / 9, 0.35714285714285715, 0.5, 0.5, 0.6, 0.6428571428571429, 1.0];
        AssertCurve(expected, calibrator, 1e-12);
    }

    // Newton's method in NumPy on Platt's targets; scikit-learn's _SigmoidCalibration ends within 1e-7 of it.
    [Fact]
    public void Platts_curve_is_the_optimum_of_Platts_targets()
    {
        double[] parameters = Calibrator.Fit(CalibrationMethod.Platt, BinaryMetricsTests.Scores, BinaryMetricsTests.Truth).ToParameters();
        Assert.Equal(1.8795322845267763, parameters[0], 1e-8);
        Assert.Equal(-1.2921758752552586, parameters[1], 1e-8);
    }

    [Theory]
    [InlineData(1.0, 1.0, 0.0)]
    [InlineData(0.6, 1.7, -0.8)]
    [InlineData(2.5, 0.3, 1.1)]
    public void Beta_calibration_finds_the_curve_that_made_the_rows(double a, double b, double c)
    {
        var scores = new List<double>();
        var truth = new List<bool>();
        var weights = new List<float>();
        for (double p = 0.02; p < 0.99; p += 0.02)
        {
            double q = 1 / (1 + Math.Exp(-(a * Math.Log(p) - b * Math.Log(1 - p) + c)));
            scores.AddRange([p, p]);
            truth.AddRange([true, false]);
            weights.AddRange([(float)q, (float)(1 - q)]);
        }
        double[] found = Calibrator.Fit(CalibrationMethod.Beta, scores.ToArray(), truth.ToArray(), weights.ToArray()).ToParameters();
        Assert.Equal(a, found[0], 1e-5);
        Assert.Equal(b, found[1], 1e-5);
        Assert.Equal(c, found[2], 1e-5);
    }

    [Fact]
    public void A_falling_term_of_beta_calibration_is_left_out()
    {
        // Unconstrained, NumPy finds a = -0.0033: the fit is repeated without ln p.
        double[] found = Calibrator.Fit(CalibrationMethod.Beta, BinaryMetricsTests.Scores, BinaryMetricsTests.Truth).ToParameters();
        Assert.Equal(0, found[0]);
        Assert.True(found[1] > 0.7);
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    [InlineData(CalibrationMethod.Beta)]
    public void A_calibrator_rises_stays_a_probability_and_comes_back_from_its_parameters(CalibrationMethod method)
    {
        double[] scores = [.. Enumerable.Range(0, 60).Select(i => (i * 37 % 60 + 0.5) / 60)];
        bool[] truth = [.. scores.Select((s, i) => i * 13 % 17 / 17.0 < s)];
        var calibrator = Calibrator.Fit(method, scores, truth);
        var again = Calibrator.Of(method, calibrator.ToParameters());
        double former = 0;
        for (double s = 0; s <= 1; s += 1.0 / 256)
        {
            double p = calibrator.Calibrate(s);
            Assert.InRange(p, former, 1);
            Assert.Equal(p, again.Calibrate(s));
            former = p;
        }
        Assert.True(double.IsNaN(calibrator.Calibrate(double.NaN)));
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    [InlineData(CalibrationMethod.Beta)]
    public void Separable_scores_have_a_finite_calibration(CalibrationMethod method)
    {
        var calibrator = Calibrator.Fit(method, [0.0, 0.2, 0.8, 1.0], [false, false, true, true]);
        Assert.InRange(calibrator.Calibrate(0.1), 0, 0.5);
        Assert.InRange(calibrator.Calibrate(0.9), 0.5, 1);
        Assert.All(calibrator.ToParameters(), p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void One_class_and_scores_out_of_range_are_errors()
    {
        Assert.Throws<ArgumentException>(() => Calibrator.Fit(CalibrationMethod.Platt, [1, 2], [true, true]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => Calibrator.Fit(CalibrationMethod.Beta, [0.5, 1.5], [true, false]));
        Assert.Contains("row 1", error.Message);
        Assert.Throws<ArgumentException>(() => Calibrator.Of(CalibrationMethod.Isotonic, [1, 0, 0.2, 0.5]));
    }

    private static void AssertCurve(double[] expected, Calibrator calibrator, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], calibrator.Calibrate(Queries[i]), tolerance);
    }
}
