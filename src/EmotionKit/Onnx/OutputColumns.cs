using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>The columns that a model adds.</summary>
internal static class OutputColumns
{
    /// <summary>As the schema of bound data has them.</summary>
    /// <exception cref="ArgumentException">The options name another number of classes than the first output has.</exception>
    public static MappedColumn[] Of(OnnxMapping mapping, OnnxPlan plan, OnnxScoringOptions options) =>
        Create(mapping, options, i => plan.Outputs[i].RowShape);

    /// <summary>As they can be promised before the sizes are known.</summary>
    public static MappedColumn[] Promise(OnnxMapping mapping, OnnxScoringOptions options) =>
        Create(mapping, options, i => i == 0 && mapping.ClassNames is { } names && !mapping.HasOneScore ? [names.Count] : [1]);

    private static MappedColumn[] Create(OnnxMapping mapping, OnnxScoringOptions options, Func<int, long[]> rowShape)
    {
        var columns = new List<MappedColumn>();
        foreach ((string name, TensorInfo tensor) in mapping.Outputs)
        {
            int[] sizes = Array.ConvertAll(rowShape(columns.Count), size => checked((int)size));
            columns.Add(new MappedColumn(
                name, new VectorDataViewType(TensorTypes.ItemTypeOf(tensor.ElementType)!, sizes.Length > 0 ? sizes : [1])));
        }

        var score = (VectorDataViewType)columns[0].Type;
        int classes = score.Size == 1 ? 2 : score.Size;
        if (options.ClassNames is { } given && given.Count != classes)
        {
            throw new ArgumentException(
                $"ScoreOnnx: {nameof(options.ClassNames)}: expected {classes} names, as {mapping.Score} has {score.Size} values per row, got {given.Count}.");
        }
        IReadOnlyList<string>? names = mapping.ClassNames?.Count == classes ? mapping.ClassNames : null;
        if (names is not null && score.Size > 1 && score.Dimensions.Length == 1)
            columns[0] = columns[0] with { Annotations = ColumnAnnotations.OfSlots(names) };
        if (options.PredictedLabelColumn is { } label)
        {
            names ??= [.. Enumerable.Range(0, classes).Select(i => $"{i}")];
            columns.Add(new MappedColumn(label, new KeyDataViewType(typeof(uint), classes), ColumnAnnotations.OfKeys(names)));
        }
        return [.. columns];
    }
}
