using EmotionKit.Rows;
using EmotionKit.Tabular;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace EmotionKit.Onnx;

/// <summary>Says what components compute that a graph can hold.</summary>
internal static class TableLinks
{
    /// <summary>A component's computations; none where a graph cannot hold it.</summary>
    /// <param name="part">The component.</param>
    /// <param name="schema">The columns before it; null where they are not known, and with them the types that a component does not say itself.</param>
    public static IReadOnlyList<TableLink> Of(ITransformer part, DataViewSchema? schema) => part switch
    {
        TreeTransformer trees => Classifier(part, trees.FeatureColumnName, trees.Ensemble.Columns, schema),
        LogisticRegressionTransformer linear => Classifier(part, linear.FeatureColumnName, linear.Model.Columns, schema),
        BinaryLogisticRegressionTransformer linear => Classifier(part, linear.FeatureColumnName, linear.Model.Columns, schema),
        StackingTransformer stack => Classifier(part, stack.FeatureColumnName, stack.Bases[0].Columns, schema),
        VotingTransformer voting => Classifier(part, voting.FeatureColumnName, voting.Members[0].Columns, schema),
        CalibratedTransformer calibrated => Classifier(part, calibrated.FeatureColumnName, calibrated.Member.Columns, schema),
        ScalingTransformer scaling => Numbers(part, scaling.InputColumnName, scaling.Center.Length, [scaling.OutputColumnName], schema),
        ClipOutliersTransformer clip => Numbers(part, clip.InputColumnName, clip.Lower.Length, [clip.OutputColumnName], schema),
        SelectByCorrelationTransformer select => Numbers(part, select.InputColumnName, select.Features.Count, [select.OutputColumnName], schema),
        ImputeMissingTransformer impute => Imputer(impute, schema),
        EncodeCategoriesTransformer encode when schema is not null => Encoder(encode, schema),
        ColumnConcatenatingTransformer or ColumnCopyingTransformer when schema is not null => JoinedColumns.Of(part, schema),
        _ => [],
    };

    /// <summary>Whether a component ends in scores and can be part of a graph.</summary>
    public static bool IsClassifier(ITransformer part) => part is TreeTransformer or LogisticRegressionTransformer or BinaryLogisticRegressionTransformer
        or StackingTransformer or VotingTransformer or CalibratedTransformer;

    /// <summary>Whether scores are those of two classes: log-odds and a probability.</summary>
    public static bool IsBinary(ITransformer classifier) => classifier switch
    {
        TreeTransformer trees => trees.Task == ClassificationTask.Binary,
        StackingTransformer stack => stack.Task == ClassificationTask.Binary,
        VotingTransformer voting => voting.Task == ClassificationTask.Binary,
        _ => classifier is BinaryLogisticRegressionTransformer or CalibratedTransformer,
    };

    private static TableLink[] Classifier(ITransformer part, string features, int width, DataViewSchema? schema) =>
        Numbers(part, features, width, IsBinary(part) ? [ScoreColumns.Score, ScoreColumns.Probability] : [ScoreColumns.Score], schema);

    private static TableLink[] Numbers(ITransformer part, string input, int width, string[] outputs, DataViewSchema? schema) =>
        [new TableLink(part, [new TableColumn(input, schema?[input].Type ?? Vectors.Known(width))], outputs)];

    private static IReadOnlyList<TableLink> Imputer(ImputeMissingTransformer impute, DataViewSchema? schema)
    {
        string[] outputs = impute.IndicatorColumnName is { } indicator ? [impute.OutputColumnName, indicator] : [impute.OutputColumnName];
        if (impute.Text is not null)
            return [new TableLink(impute, [new TableColumn(impute.InputColumnName, TextDataViewType.Instance)], outputs)];
        // Without values of its own it takes those of the nearest rows, which a graph does not hold.
        return impute.Values.Length > 0 ? Numbers(impute, impute.InputColumnName, impute.Values.Length, outputs, schema) : [];
    }

    private static TableLink[] Encoder(EncodeCategoriesTransformer encode, DataViewSchema schema)
    {
        // A graph has no errors to answer with.
        if (encode.Options.Unseen == UnseenCategory.Error)
            return [];
        var links = new List<TableLink>();
        for (int i = 0; i < encode.InputColumnNames.Count; i++)
        {
            string input = encode.InputColumnNames[i];
            DataViewType type = schema[input].Type;
            if (CategoryGraph.CanRead(type))
                links.Add(new TableLink(encode, [new TableColumn(input, type)], [encode.OutputColumnNames[i]], i));
        }
        return [.. links];
    }
}
