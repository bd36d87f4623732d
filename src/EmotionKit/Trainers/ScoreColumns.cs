using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>The columns that scoring adds, named as by ML.NET's trainers.</summary>
internal static class ScoreColumns
{
    public const string PredictedLabel = "PredictedLabel";

    public const string Score = "Score";

    public const string Probability = "Probability";

    /// <summary>PredictedLabel, Score and, of binary trainers, Probability, in this order.</summary>
    /// <param name="task">What was learned.</param>
    /// <param name="classes">Number of classes; does not matter to a binary task.</param>
    /// <param name="classNames">For KeyValues and SlotNames, or null; does not matter to a binary task.</param>
    public static MappedColumn[] Of(ClassificationTask task, int classes, IReadOnlyList<string>? classNames) => task == ClassificationTask.Binary
        ?
        [
            new MappedColumn(PredictedLabel, BooleanDataViewType.Instance),
            new MappedColumn(Score, NumberDataViewType.Single),
            new MappedColumn(Probability, NumberDataViewType.Single),
        ]
        :
        [
            new MappedColumn(
                PredictedLabel, new KeyDataViewType(typeof(uint), classes), classNames is null ? null : ColumnAnnotations.OfKeys(classNames)),
            new MappedColumn(Score, Vectors.Known(classes), classNames is null ? null : ColumnAnnotations.OfSlots(classNames)),
        ];

    /// <summary>Writes the three columns of a binary task, being the outputs of a row kernel.</summary>
    public static void Write(in RowCells cells, BinaryPrediction prediction)
    {
        cells.Output<bool>(0) = prediction.Label;
        cells.Output<float>(1) = prediction.Score;
        cells.Output<float>(2) = prediction.Probability;
    }

    /// <summary>The key of the highest score, the first of equal ones; missing (0) when a score is NaN.</summary>
    public static uint KeyOfHighest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            if (float.IsNaN(scores[k]))
                return 0;
            if (scores[k] > scores[best])
                best = k;
        }
        return (uint)best + 1;
    }
}
