using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Averages the class probabilities of several models; see <c>ml.Transforms.AverageScores</c>.</summary>
public sealed class AverageScoresEstimator : UntrainedEstimator<AverageScoresTransformer>
{
    internal AverageScoresEstimator(AverageScoresTransformer transformer)
        : base(transformer)
    {
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        SchemaShape.Column[] columns =
            [.. Transformer.InputColumnNames.Select(name => ColumnLookup.Find(input, name, TypeRule.KnownSingleVector, ComponentName))];
        bool named = columns.Any(column => ColumnAnnotations.Has(column, ColumnAnnotations.SlotNames));
        return ScoreColumns.Of(ClassificationTask.Multiclass, 2, named ? ["", ""] : null);
    }
}
