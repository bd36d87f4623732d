using EmotionKit.Calibration;
using EmotionKit.Trainers;

namespace EmotionKit.Onnx;

/// <summary>Writes calibrated classifiers: the curve from score to probability, in double precision.</summary>
internal static class CalibrationGraph
{
    public static GraphScores Add(GraphMath math, CalibratedTransformer calibrated, string x)
    {
        GraphScores scores = EnsembleGraph.Member(math, calibrated.Member, x);
        double[] curve = calibrated.Calibrator.ToParameters();
        return math.OfProbability(calibrated.Calibrator.Method switch
        {
            CalibrationMethod.Platt => Platt(math, curve, scores.Score),
            CalibrationMethod.Beta => Beta(math, curve, math.ToDouble(scores.Probability!)),
            _ => Isotonic(math, curve, math.ToDouble(scores.Probability!)),
        });
    }

    private static string Platt(GraphMath math, double[] curve, string logOdds)
    {
        string bounded = math.Bound(math.ToDouble(logOdds), math.Real(-MetaFeatures.LargestLogOdds), math.Real(MetaFeatures.LargestLogOdds));
        return math.Sigmoid(Line(math, bounded, curve[0], curve[1]));
    }

    private static string Beta(GraphMath math, double[] curve, string probability)
    {
        OnnxGraphWriter writer = math.Writer;
        string p = math.Bound(probability, math.Real(BetaCalibrator.Margin), math.Real(1 - BetaCalibrator.Margin));
        string low = Line(math, writer.Node("Log", [p]), curve[0], curve[2]);
        string high = writer.Node("Mul", [writer.Node("Log", [writer.Node("Sub", [math.Real(1), p])]), math.Real(curve[1])]);
        return math.Sigmoid(writer.Node("Sub", [low, high]));
    }

    /// <summary>Linear between the points, level before the first and after the last: how many points lie at or below a probability says between which it is.</summary>
    private static string Isotonic(GraphMath math, double[] curve, string probability)
    {
        OnnxGraphWriter writer = math.Writer;
        int points = curve.Length / 2;
        ReadOnlySpan<double> x = curve.AsSpan(0, points), y = curve.AsSpan(points);
        double[] from = new double[points + 1], value = new double[points + 1], slope = new double[points + 1];
        (from[0], value[0]) = (x[0], y[0]);
        for (int i = 1; i <= points; i++)
        {
            (from[i], value[i]) = (x[i - 1], y[i - 1]);
            slope[i] = i < points ? (y[i] - y[i - 1]) / (x[i] - x[i - 1]) : 0;
        }
        string reached = math.ToInt64(writer.Node("GreaterOrEqual", [probability, writer.ConstantDouble("points", x, 1, points)]));
        string piece = writer.Node("ReduceSum", [reached, writer.Integers(1)], OnnxAttribute.Int("keepdims", 1));
        string offset = writer.Node("Sub", [probability, Of("from", from)]);
        return writer.Node("Add", [Of("value", value), writer.Node("Mul", [offset, Of("slope", slope)])]);

        string Of(string hint, double[] values) =>
            writer.Node("Gather", [writer.ConstantDouble(hint, values, values.Length), piece], OnnxAttribute.Int("axis", 0));
    }

    private static string Line(GraphMath math, string x, double slope, double intercept) =>
        math.Writer.Node("Add", [math.Writer.Node("Mul", [x, math.Real(slope)]), math.Real(intercept)]);
}
