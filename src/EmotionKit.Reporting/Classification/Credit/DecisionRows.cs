using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>Rows of two classes, to be accepted or refused: whether each is of the second class, and how probable that was said to be.</summary>
internal sealed record DecisionRows(bool[] Positive, double[] Probabilities)
{
    public static DecisionRows Of(ClassificationOutcome outcome)
    {
        bool[] positive = new bool[outcome.Truth.Length];
        double[] probabilities = new double[positive.Length];
        for (int i = 0; i < positive.Length; i++)
        {
            positive[i] = outcome.Truth[i] == 1;
            probabilities[i] = Math.Clamp(outcome.Scores[2 * i + 1], 0, 1);
        }
        return new DecisionRows(positive, probabilities);
    }
}
