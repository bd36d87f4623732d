using EmotionKit.Trainers;

namespace EmotionKit.Onnx;

/// <summary>Small computations that several components of tables share.</summary>
/// <remarks>What is computed in double precision by the components is so here: large values are scaled without loss.</remarks>
internal sealed class GraphMath(OnnxGraphWriter writer)
{
    private const int Single = 1, Int64 = 7, Double = 11;

    public OnnxGraphWriter Writer => writer;

    public string ToDouble(string x) => writer.Node("Cast", [x], OnnxAttribute.Int("to", Double));

    public string ToSingle(string x) => writer.Node("Cast", [x], OnnxAttribute.Int("to", Single));

    public string ToInt64(string x) => writer.Node("Cast", [x], OnnxAttribute.Int("to", Int64));

    /// <summary>A scalar in double precision.</summary>
    public string Real(double value) => writer.ConstantDouble("scalar", [value]);

    /// <summary>Values one behind the other, (batch, sum of widths).</summary>
    public string Join(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : writer.Node("Concat", [.. values], OnnxAttribute.Int("axis", 1));

    /// <summary>Brings values to bounds of their type; NaN stays, which Clip does not promise.</summary>
    public string Bound(string x, string low, string high)
    {
        string raised = writer.Node("Where", [writer.Node("Less", [x, low]), low, x]);
        return writer.Node("Where", [writer.Node("Greater", [raised, high]), high, raised]);
    }

    /// <summary>1 / (1 + exp(-x)) in double precision.</summary>
    public string Sigmoid(string x) => writer.Node("Sigmoid", [x]);

    /// <summary>Both probabilities from that of the second class.</summary>
    public string Both(string positive) => Join([writer.Node("Sub", [writer.Scalar(1f), positive]), positive]);

    /// <summary>As <see cref="BinaryPrediction.OfProbability"/>: certainty is the largest log-odds that Single tells from it.</summary>
    /// <param name="probability">In double precision.</param>
    public GraphScores OfProbability(string probability)
    {
        double largest = BinaryPrediction.OfProbability(1).Score;
        return new GraphScores(ToSingle(Bound(LogOdds(probability), Real(-largest), Real(largest))), ToSingle(probability));
    }

    /// <summary>ln(p / (1 - p)) in double precision.</summary>
    public string LogOdds(string probability) =>
        writer.Node("Log", [writer.Node("Div", [probability, writer.Node("Sub", [Real(1), probability])])]);
}
