using EmotionKit.Bundles;
using EmotionKit.Tabular;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace EmotionKit.Onnx;

/// <summary>A graph of transformers of tables and of the classifiers behind them. Values are known by column; each is (batch, width).</summary>
internal sealed class TableGraph(GraphMath math)
{
    private readonly OnnxGraphWriter _writer = math.Writer;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string this[string column] => _values[column];

    /// <summary>Adds what a chain computes.</summary>
    /// <param name="plan">Which part of the chain.</param>
    /// <param name="input">The value of a column that the graph is given.</param>
    /// <exception cref="NotSupportedException">A component cannot be part of a graph.</exception>
    public void Add(TablePlan plan, Func<TableColumn, string> input)
    {
        int next = 0;
        for (int i = 0; i < plan.Links.Length; i++)
        {
            for (; next < plan.Inputs.Count && plan.Inputs[next].Before <= i; next++)
                _values[plan.Inputs[next].Column.Name] = input(plan.Inputs[next].Column);
            // All computations of a component read what was there before it.
            string[][] results = [.. plan.Links[i].Select(Compute)];
            for (int l = 0; l < results.Length; l++)
            {
                for (int output = 0; output < results[l].Length; output++)
                    _values[plan.Links[i][l].Outputs[output]] = results[l][output];
            }
        }
    }

    private string[] Compute(TableLink link)
    {
        string[] inputs = [.. link.Inputs.Select(column => _values[column.Name])];
        string x = inputs[0];
        switch (link.Part)
        {
            case ScalingTransformer scaling:
                return [Scale(scaling, x)];
            case ClipOutliersTransformer clip:
                return [Bound(x, clip.Lower, clip.Upper)];
            case SelectByCorrelationTransformer select:
                long[] kept = [.. select.Features.Where(feature => feature.IsKept).Select(feature => (long)feature.Slot)];
                return [_writer.Node("Gather", [x, _writer.ConstantInt64("kept", kept, kept.Length)], OnnxAttribute.Int("axis", 1))];
            case ImputeMissingTransformer impute:
                return Impute(impute, x);
            case EncodeCategoriesTransformer encode:
                return [CategoryGraph.Add(_writer, encode.Columns[link.Number], encode.Options.Encoding, link.Inputs[0].Type, x)];
            case ColumnConcatenatingTransformer or ColumnCopyingTransformer:
                return [math.Join(inputs)];
            default:
                GraphScores scores = ClassifierGraph.Add(math, link.Part, x);
                return scores.Probability is { } probability ? [scores.Score, probability] : [scores.Score];
        }
    }

    private string[] Impute(ImputeMissingTransformer impute, string x)
    {
        string isMissing = impute.Text is null ? _writer.Node("IsNaN", [x]) : IsEmpty(x);
        string fill = impute.Text is { } text ? _writer.ConstantTexts("fill", [text], 1, 1) : _writer.Constant("fill", impute.Values, 1, impute.Values.Length);
        string filled = _writer.Node("Where", [isMissing, fill, x]);
        return impute.IndicatorColumnName is null ? [filled] : [filled, math.ToSingle(isMissing)];
    }

    /// <summary>Whether texts are empty; the operator Equal takes no text in this operator set.</summary>
    private string IsEmpty(string x) => _writer.Node(
        "Cast",
        [_writer.MLNode("LabelEncoder", [x], OnnxAttribute.Texts("keys_strings", [""]), OnnxAttribute.Ints("values_int64s", 1), OnnxAttribute.Int("default_int64", 0))],
        OnnxAttribute.Int("to", 9));

    private string Scale(ScalingTransformer scaling, string x)
    {
        int width = scaling.Center.Length;
        string centered = _writer.Node("Sub", [math.ToDouble(x), _writer.ConstantDouble("center", scaling.Center, 1, width)]);
        string scaled = math.ToSingle(_writer.Node("Div", [centered, _writer.ConstantDouble("scale", scaling.Scale, 1, width)]));
        if (scaling is not ScaleMinMaxTransformer || OptionsOf<ScaleMinMaxOptions>(scaling) is not { Clip: true } options)
            return scaled;
        return Bound(scaled, [(float)options.Minimum], [(float)options.Maximum]);
    }

    private string Bound(string x, ReadOnlySpan<float> lower, ReadOnlySpan<float> upper) =>
        math.Bound(x, _writer.Constant("lower", lower, 1, lower.Length), _writer.Constant("upper", upper, 1, upper.Length));

    private static T OptionsOf<T>(IBundledComponent component)
    {
        var saved = new ComponentWriter(new Microsoft.ML.MLContext().Model);
        component.Save(saved);
        return OptionsJson.Read<T>(saved.OptionsElement!.Value);
    }
}
