using EmotionKit.Credit;
using EmotionKit.Scorecards;
using Microsoft.ML;

namespace EmotionKit.Tests.Credit;

public class ScorecardTransformerTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void Points_are_the_sum_over_the_columns_and_probabilities_follow_them()
    {
        CreditRow[] rows = CreditRow.Make(2000, seed: 1);
        ScorecardTransformer model = Ml.BinaryClassification.Trainers.Scorecard(["Income", "Late", "Job", "Owner"]).Fit(CreditRow.View(Ml, rows));
        PointsRow[] scored = [.. Ml.Data.CreateEnumerable<PointsRow>(model.Transform(CreditRow.View(Ml, rows)), false)];
        Assert.Equal(["Late", "Income", "Job"], model.Card.Columns.Select(c => c.Name));
        for (int i = 0; i < rows.Length; i += 37)
        {
            double points = 0;
            foreach (ScorecardColumn column in model.Card.Columns)
                points += (column.Name switch { "Late" => column.Find(rows[i].Late), "Income" => column.Find(rows[i].Income), _ => column.Find(rows[i].Job) })!.Points;
            Assert.Equal(points, scored[i].Points);
            Assert.Equal(model.Card.ProbabilityOf(points), scored[i].Probability, 1e-6);
        }
        Assert.InRange(Ml.BinaryClassification.EvaluateScores(model.Transform(CreditRow.View(Ml, CreditRow.Make(2000, seed: 2)))).RocAuc, 0.8, 0.95);
    }

    private sealed class PointsRow
    {
        public float Points { get; set; }

        public float Probability { get; set; }
    }
}
