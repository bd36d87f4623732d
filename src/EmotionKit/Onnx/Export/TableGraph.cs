using EmotionKit.Bundles;
using EmotionKit.Numerics;
using EmotionKit.Tabular;
using EmotionKit.Trainers;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>A graph of transformers of numbers and of the classifiers behind them. Values are known by column; each is (batch, width), Single.</summary>
/// <remarks>What is computed in double precision by the components is so here: large values are scaled without loss.</remarks>
internal sealed class TableGraph(OnnxGraphWriter writer)
{
    private const int Single = 1, Double = 11;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string this[string column]
    {
        get => _values[column];
        set => _values[column] = value;
    }

    /// <summary>Whether a component ends in scores and can be part of a graph.</summary>
    public static bool IsClassifier(ITransformer part) =>
        part is TreeTransformer or LogisticRegressionTransformer or BinaryLogisticRegressionTransformer or StackingTransformer;

    /// <summary>The column that a component reads, how many numbers it has, and the column that it writes; null where it cannot be part of a graph.</summary>
    public static (string Input, int Width, string Output)? ColumnsOf(ITransformer part) => part switch
    {
        TreeTransformer trees => (trees.FeatureColumnName, trees.Ensemble.Columns, ScoreColumns.Score),
        LogisticRegressionTransformer linear => (linear.FeatureColumnName, linear.Model.Columns, ScoreColumns.Score),
        BinaryLogisticRegressionTransformer linear => (linear.FeatureColumnName, linear.Model.Columns, ScoreColumns.Score),
        StackingTransformer stack => (stack.FeatureColumnName, WidthOf(stack), ScoreColumns.Score),
        ScalingTransformer scaling => (scaling.InputColumnName, scaling.Center.Length, scaling.OutputColumnName),
        ClipOutliersTransformer clip => (clip.InputColumnName, Learned(clip, "lower.npy").Length, clip.OutputColumnName),
        SelectByCorrelationTransformer select => (select.InputColumnName, select.Features.Count, select.OutputColumnName),
        ImputeMissingTransformer { Text: null } impute when impute.Values.Length > 0 && OptionsOf<ImputeMissingOptions>(impute).IndicatorColumnName is null =>
            (impute.InputColumnName, impute.Values.Length, impute.OutputColumnName),
        _ => null,
    };

    /// <summary>Whether scores are those of two classes: log-odds and a probability.</summary>
    public static bool IsBinary(ITransformer classifier) => classifier switch
    {
        TreeTransformer trees => trees.Task == ClassificationTask.Binary,
        StackingTransformer stack => stack.Task == ClassificationTask.Binary,
        _ => classifier is BinaryLogisticRegressionTransformer,
    };

    /// <summary>Adds what a component computes, from the values that are there.</summary>
    /// <exception cref="NotSupportedException">The component cannot be part of a graph.</exception>
    public void Add(ITransformer part)
    {
        if (ColumnsOf(part) is not { } columns || !_values.TryGetValue(columns.Input, out string? x))
            throw new NotSupportedException($"{(part as IBundledComponent)?.ComponentName ?? part.GetType().Name} cannot be written as ONNX.");
        switch (part)
        {
            case RandomForestTransformer forest:
                AddForest(forest, x);
                break;
            case GradientBoostingTransformer boosting:
                AddBoosting(boosting, x);
                break;
            case LogisticRegressionTransformer linear:
                AddLogistic(linear, x);
                break;
            case BinaryLogisticRegressionTransformer linear:
                AddLogistic(linear, x);
                break;
            case StackingTransformer stack:
                AddStacking(stack, x);
                break;
            case ScalingTransformer scaling:
                _values[columns.Output] = Scale(scaling, x);
                break;
            case ClipOutliersTransformer clip:
                _values[columns.Output] = Bound(x, Learned(clip, "lower.npy"), Learned(clip, "upper.npy"));
                break;
            case SelectByCorrelationTransformer select:
                long[] kept = [.. select.Features.Where(feature => feature.IsKept).Select(feature => (long)feature.Slot)];
                _values[columns.Output] = writer.Node("Gather", [x, writer.ConstantInt64("kept", kept, kept.Length)], OnnxAttribute.Int("axis", 1));
                break;
            case ImputeMissingTransformer impute:
                _values[columns.Output] = writer.Node("Where", [writer.Node("IsNaN", [x]), writer.Constant("fill", impute.Values, 1, impute.Values.Length), x]);
                break;
        }
    }

    private static int WidthOf(StackingTransformer stack) =>
        ColumnsOf(BundleWriter.Flatten(stack.BaseModels[0]).First())?.Width ?? throw new NotSupportedException("Stacking's first base model cannot be written as ONNX.");

    private static T OptionsOf<T>(IBundledComponent component)
    {
        var saved = new ComponentWriter(new MLContext().Model);
        component.Save(saved);
        return OptionsJson.Read<T>(saved.OptionsElement!.Value);
    }

    private static float[] Learned(IBundledComponent component, string entry)
    {
        var saved = new ComponentWriter(new MLContext().Model);
        component.Save(saved);
        return Npy.Read(new MemoryStream(saved.Entries[entry], writable: false)).ToSingles();
    }

    private string ToDouble(string x) => writer.Node("Cast", [x], OnnxAttribute.Int("to", Double));

    private string ToSingle(string x) => writer.Node("Cast", [x], OnnxAttribute.Int("to", Single));

    private void AddForest(RandomForestTransformer forest, string x)
    {
        string shares = writer.Node("Div", [TreeEnsembleExport.Sums(writer, forest.Ensemble, x), writer.Scalar((float)forest.Model.Trees)]);
        if (forest.Task != ClassificationTask.Binary)
        {
            _values[ScoreColumns.Score] = forest.Ensemble.Outputs == 1 ? Both(shares) : shares;
            return;
        }
        _values[ScoreColumns.Probability] = shares;
        // As the component: certainty is the largest log-odds that Single tells from it.
        string odds = writer.Node("Log", [writer.Node("Div", [shares, writer.Node("Sub", [writer.Scalar(1f), shares])])]);
        var largest = BinaryPrediction.OfProbability(1);
        _values[ScoreColumns.Score] = writer.Node("Clip", [odds, writer.Scalar(-largest.Score), writer.Scalar(largest.Score)]);
    }

    private void AddBoosting(GradientBoostingTransformer boosting, string x)
    {
        float[] bias = [.. boosting.Model.Bias.ToArray().Select(value => (float)value)];
        string logits = writer.Node("Add", [TreeEnsembleExport.Sums(writer, boosting.Ensemble, x), writer.Constant("bias", bias, 1, bias.Length)]);
        if (boosting.Task == ClassificationTask.Binary)
        {
            _values[ScoreColumns.Score] = logits;
            _values[ScoreColumns.Probability] = writer.Node("Sigmoid", [logits]);
            return;
        }
        _values[ScoreColumns.Score] = bias.Length == 1
            ? Both(writer.Node("Sigmoid", [logits]))
            : writer.Node("Softmax", [logits], OnnxAttribute.Int("axis", 1));
    }

    private void AddLogistic(LogisticRegressionTransformer linear, string x)
    {
        int classes = linear.Model.Classes, columns = linear.Model.Columns;
        double[] turned = new double[classes * columns];
        for (int k = 0; k < classes; k++)
        {
            for (int j = 0; j < columns; j++)
                turned[j * classes + k] = linear.Model.Weights[k * columns + j];
        }
        string product = writer.Node("MatMul", [ToDouble(x), writer.ConstantDouble("weights", turned, columns, classes)]);
        string logits = writer.Node("Add", [product, writer.ConstantDouble("intercepts", linear.Model.Intercepts, 1, classes)]);
        _values[ScoreColumns.Score] = ToSingle(writer.Node("Softmax", [logits], OnnxAttribute.Int("axis", 1)));
    }

    private void AddLogistic(BinaryLogisticRegressionTransformer linear, string x)
    {
        string product = writer.Node("MatMul", [ToDouble(x), writer.ConstantDouble("weights", linear.Model.Weights, linear.Model.Columns, 1)]);
        string logOdds = writer.Node("Add", [product, writer.ConstantDouble("intercept", [linear.Model.Intercept], 1, 1)]);
        _values[ScoreColumns.Score] = ToSingle(logOdds);
        _values[ScoreColumns.Probability] = ToSingle(writer.Node("Sigmoid", [logOdds]));
    }

    private void AddStacking(StackingTransformer stack, string x)
    {
        var inputs = new List<string>();
        foreach (ITransformer model in stack.BaseModels)
        {
            TableGraph own = Member(model, x);
            inputs.Add(stack.Task == ClassificationTask.Binary
                ? MetaInputOf(own[ScoreColumns.Probability], stack.Options.MetaInput, isBinary: true)
                : MetaInputOf(own[ScoreColumns.Score], stack.Options.MetaInput, isBinary: false));
        }
        if (stack.Options.PassThrough)
            inputs.Add(x);
        string features = inputs.Count == 1 ? inputs[0] : writer.Node("Concat", [.. inputs], OnnxAttribute.Int("axis", 1));
        TableGraph meta = Member(stack.MetaModel, features);
        _values[ScoreColumns.Score] = meta[ScoreColumns.Score];
        if (stack.Task == ClassificationTask.Binary)
            _values[ScoreColumns.Probability] = meta[ScoreColumns.Probability];
    }

    /// <summary>A member of an ensemble, which reads one column.</summary>
    private TableGraph Member(ITransformer model, string x)
    {
        var graph = new TableGraph(writer);
        foreach (ITransformer part in BundleWriter.Flatten(model))
        {
            if (graph._values.Count == 0 && ColumnsOf(part) is { } first)
                graph[first.Input] = x;
            graph.Add(part);
        }
        return graph;
    }

    private string MetaInputOf(string probabilities, MetaInput kind, bool isBinary)
    {
        if (kind == MetaInput.Probability)
            return probabilities;
        const double Smallest = 1e-4;
        string p = writer.Node("Clip", [ToDouble(probabilities), Real(Smallest), Real(isBinary ? 1 - Smallest : 1)]);
        return ToSingle(writer.Node("Log", [isBinary ? writer.Node("Div", [p, writer.Node("Sub", [Real(1), p])]) : p]));
    }

    private string Real(double value) => writer.ConstantDouble("scalar", [value]);

    private string Scale(ScalingTransformer scaling, string x)
    {
        int width = scaling.Center.Length;
        string centered = writer.Node("Sub", [ToDouble(x), writer.ConstantDouble("center", scaling.Center, 1, width)]);
        string scaled = ToSingle(writer.Node("Div", [centered, writer.ConstantDouble("scale", scaling.Scale, 1, width)]));
        if (scaling is not ScaleMinMaxTransformer || OptionsOf<ScaleMinMaxOptions>(scaling) is not { Clip: true } options)
            return scaled;
        return Bound(scaled, [(float)options.Minimum], [(float)options.Maximum]);
    }

    /// <summary>Bounds that let NaN through.</summary>
    private string Bound(string x, float[] lower, float[] upper)
    {
        string low = writer.Constant("lower", lower, 1, lower.Length), high = writer.Constant("upper", upper, 1, upper.Length);
        string raised = writer.Node("Where", [writer.Node("Less", [x, low]), low, x]);
        return writer.Node("Where", [writer.Node("Greater", [raised, high]), high, raised]);
    }

    private string Both(string positive) =>
        writer.Node("Concat", [writer.Node("Sub", [writer.Scalar(1f), positive]), positive], OnnxAttribute.Int("axis", 1));
}
