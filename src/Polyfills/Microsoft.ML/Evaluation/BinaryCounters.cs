namespace Microsoft.ML.Data;

/// <summary>Sums over rows with a label, a score and perhaps a probability.</summary>
internal sealed class BinaryCounters
{
    private readonly List<(float Score, bool Label)> _scores = [];
    private double _loss;

    public double TruePositives { get; private set; }

    public double TrueNegatives { get; private set; }

    public double FalsePositives { get; private set; }

    public double FalseNegatives { get; private set; }

    public double Accuracy => (TruePositives + TrueNegatives) / _scores.Count;

    public double LogLoss => _loss / _scores.Count;

    public double Entropy
    {
        get
        {
            double p = (TruePositives + FalseNegatives) / _scores.Count;
            return p is 0 or 1 ? 0 : -(p * Math.Log2(p)) - ((1 - p) * Math.Log2(1 - p));
        }
    }

    /// <summary>The rank statistic of Mann and Whitney, ties counted half.</summary>
    public double AreaUnderRocCurve
    {
        get
        {
            (float Score, bool Label)[] sorted = [.. _scores.OrderBy(s => s.Score)];
            double positives = sorted.Count(s => s.Label);
            double negatives = sorted.Length - positives;
            double rankSum = 0;
            for (int start = 0; start < sorted.Length;)
            {
                int end = start;
                int positivesHere = 0;
                while (end < sorted.Length && sorted[end].Score == sorted[start].Score)
                {
                    positivesHere += sorted[end++].Label ? 1 : 0;
                }

                rankSum += positivesHere * (start + 1 + end) / 2.0;
                start = end;
            }

            return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
        }
    }

    /// <param name="label">Whether the row is positive.</param>
    /// <param name="score">The score, positive for the positive class.</param>
    /// <param name="probability">The probability of the positive class, or NaN.</param>
    public void Add(bool label, float score, float probability)
    {
        _scores.Add((score, label));
        _loss -= Math.Log2(label ? probability : 1.0 - probability);
        bool predicted = score > 0;
        TruePositives += label && predicted ? 1 : 0;
        TrueNegatives += !label && !predicted ? 1 : 0;
        FalsePositives += !label && predicted ? 1 : 0;
        FalseNegatives += label && !predicted ? 1 : 0;
    }
}
