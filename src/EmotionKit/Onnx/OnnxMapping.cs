using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionKit.Onnx;

/// <summary>Which column belongs to which tensor of a model: what the options and the model say together, whatever the data.</summary>
internal sealed class OnnxMapping
{
    private const string DefaultScore = "Score";

    /// <exception cref="ArgumentException">The options name a tensor that the model does not have, leave an input without a column, or give a wrong
    /// number of class names.</exception>
    /// <exception cref="NotSupportedException">A tensor is of a kind that no column can hold.</exception>
    public OnnxMapping(OnnxSession session, OnnxScoringOptions options)
    {
        Inputs = MapInputs(session.Inputs, options.Inputs);
        Outputs = MapOutputs(session.Outputs, options.Outputs);
        foreach ((_, TensorInfo output) in Outputs)
        {
            if (TensorTypes.ItemTypeOf(output.ElementType) is null)
                throw TensorTypes.Unsupported("output", output);
        }
        Score = Outputs[0].Tensor;
        bool scores = options.PostProcess != OnnxPostProcess.None || options.PredictedLabelColumn is not null;
        if (scores && Score.ElementType is not (TensorElementType.Float or TensorElementType.Float16))
        {
            throw new ArgumentException(
                $"ScoreOnnx: {nameof(options.PostProcess)} and {nameof(options.PredictedLabelColumn)} need a first output of real numbers, got {Score}.");
        }
        // Where the model leaves the number of classes free, only the options can name them.
        int classes = HasOneScore ? 2 : Score.Dimensions.Length is 1 or 2 ? Score.Dimensions[^1] : -1;
        ClassNames = options.ClassNames ?? (classes > 0 ? Onnx.ClassNames.Find(session.Metadata, classes) : null);
    }

    /// <summary>In the order of the options, or of the model where they name none.</summary>
    public (string Column, TensorInfo Tensor)[] Inputs { get; }

    public (string Column, TensorInfo Tensor)[] Outputs { get; }

    /// <summary>The first output: what post-processing and class names are about.</summary>
    public TensorInfo Score { get; }

    /// <summary>Whether the first output has one value per row: the probability of the second of two classes, if it is one.</summary>
    public bool HasOneScore => Score.Dimensions is [_, 1] or [1] or [< 0];

    /// <summary>As many as the first output has values (two where that is one), or null where nothing names them.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    private static (string, TensorInfo)[] MapInputs(TensorInfo[] tensors, IReadOnlyList<OnnxColumn> columns)
    {
        if (tensors.Length == 0)
            throw new NotSupportedException("ScoreOnnx: the model has no inputs: there is nothing that rows could change.");
        if (columns.Count == 0)
            return [.. tensors.Select(tensor => (tensor.Name, tensor))];
        var mapped = columns.Select(column => (column.Column, Tensor: Find(tensors, column, "input"))).ToArray();
        foreach (TensorInfo tensor in tensors)
        {
            int count = mapped.Count(pair => pair.Tensor == tensor);
            if (count != 1)
            {
                throw new ArgumentException(
                    $"ScoreOnnx: {nameof(OnnxScoringOptions.Inputs)}: expected one column for {tensor}, got {count}. The model's inputs: {Names(tensors)}.");
            }
        }
        return mapped;
    }

    private static (string, TensorInfo)[] MapOutputs(TensorInfo[] tensors, IReadOnlyList<OnnxColumn> columns)
    {
        if (columns.Count > 0)
            return [.. columns.Select(column => (column.Column, Find(tensors, column, "output")))];
        return tensors.Length == 1 ? [(DefaultScore, tensors[0])] : [.. tensors.Select(tensor => (tensor.Name, tensor))];
    }

    private static TensorInfo Find(TensorInfo[] tensors, OnnxColumn column, string what)
    {
        string name = column.Tensor ?? column.Column;
        if (Array.Find(tensors, tensor => tensor.Name == name) is { } found)
            return found;
        if (column.Tensor is null && tensors.Length == 1)
            return tensors[0];
        throw new ArgumentException(column.Tensor is null
            ? $"ScoreOnnx: column '{column.Column}': name its tensor with new {nameof(OnnxColumn)}(\"{column.Column}\", tensor). The model's {what}s: {Names(tensors)}."
            : $"ScoreOnnx: column '{column.Column}': the model has no {what} '{name}'. Its {what}s: {Names(tensors)}.");
    }

    private static string Names(TensorInfo[] tensors) => string.Join("; ", tensors.Select(tensor => tensor.ToString()));
}
