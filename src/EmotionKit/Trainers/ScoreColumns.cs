namespace EmotionKit.Trainers;

/// <summary>The columns that scoring adds, named as by ML.NET's trainers.</summary>
internal static class ScoreColumns
{
    public const string PredictedLabel = "PredictedLabel";

    public const string Score = "Score";

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
