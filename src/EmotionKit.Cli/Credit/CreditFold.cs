using EmotionKit.Evaluation;

namespace EmotionKit.Cli.Credit;

/// <summary>What one fold of <c>train credit</c> gave.</summary>
internal sealed record CreditFold(int Rows, int Bad, double Auc, double PrAuc, double Gini, double Brier, double Ks, double LogLoss, double Ece)
{
    public static CreditFold Of(BinaryMetrics metrics) => new(
        metrics.Rows, metrics.Ranking.Positives, metrics.RocAuc, metrics.PrAuc, metrics.Gini, metrics.Brier, metrics.Ks, metrics.LogLoss, metrics.Ece);
}
