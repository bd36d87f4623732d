using EmotionKit.Credit;
using EmotionKit.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CreditScoring;

/// <summary>What a lender does with a score.</summary>
internal static class Decisions
{
    private const int Explained = 3;

    /// <summary>The probability from which on refusing costs less, as these customers have turned out; 1 where it never does.</summary>
    public static double CheapestThreshold(IDataView scored, DecisionCosts costs)
    {
        ScoredRows known = ScoredRows.Read(scored);
        return Math.Min(1, ThresholdSelection.ByCost(known.Labels, known.Probabilities, costs).Threshold);
    }

    /// <summary>What a threshold does to customers that it was not chosen on.</summary>
    public static void Say(MLContext ml, ITransformer model, IDataView test, double threshold, DecisionCosts costs, string? group)
    {
        IDataView scored = ml.Data.Cache(model.Transform(test));
        ScoredRows rows = ScoredRows.Read(scored);
        DecisionThreshold decision = ThresholdSelection.At(rows.Labels, rows.Probabilities, threshold, costs);
        DecisionThreshold everybody = ThresholdSelection.At(rows.Labels, rows.Probabilities, double.PositiveInfinity, costs);
        Console.WriteLine($"refused from probability {threshold:F3} on: {decision.ApprovalRate:P1} are accepted, {decision.BadRateAccepted:P1} of them bad; "
            + $"a customer costs {decision.Cost:F3}, against {everybody.Cost:F3} if all are accepted");

        // The strongest reasons against a customer, in words; they add up to the score.
        int shown = 0;
        IEnumerable<IReadOnlyList<ReasonCode>> reasons = CreditExplainer.Create(model, test.Schema).Explain(scored);
        foreach ((float probability, IReadOnlyList<ReasonCode> why) in scored.GetColumn<float>("Probability").Zip(reasons).Where(row => row.First >= threshold).Take(Explained))
        {
            Console.WriteLine($"refused customer {++shown}, probability {probability:F2}:");
            foreach (ReasonCode reason in why)
                Console.WriteLine($"  {reason.Text}");
        }
        if (group is null)
            return;
        foreach (FairnessRow row in ml.BinaryClassification.Fairness(scored, group, threshold))
            Console.WriteLine($"{group} {row.Group}: {row.ApprovalRate:P1} of {row.Rows} accepted, {row.FalsePositiveRate:P1} of the good ones refused");
    }
}
