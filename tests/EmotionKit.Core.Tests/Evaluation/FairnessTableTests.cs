using EmotionKit.Evaluation;

namespace EmotionKit.Core.Tests.Evaluation;

public class FairnessTableTests
{
    [Fact]
    public void Rates_of_each_group_are_counted()
    {
        string?[] groups = ["a", "a", "a", "a", "b", "b", "b", "b", null];
        bool[] bad = [true, true, false, false, true, false, false, false, false];
        double[] p = [0.9, 0.4, 0.6, 0.1, 0.8, 0.2, 0.3, 0.1, 0.2];
        IReadOnlyList<FairnessRow> table = FairnessTable.Compute(groups, bad, p, 0.5);
        Assert.Equal(["a", "b", "missing"], table.Select(r => r.Group));
        FairnessRow a = table[0], b = table[1], missing = table[2];
        Assert.Equal((0.5, 0.5, 0.5), (a.ApprovalRate, a.TruePositiveRate, a.FalsePositiveRate));
        Assert.Equal((0.75, 1.0, 0.0), (b.ApprovalRate, b.TruePositiveRate, b.FalsePositiveRate));
        Assert.Equal((0.5, 0.75, 1.0), (a.ApprovalRatio, b.ApprovalRatio, missing.ApprovalRatio));
        Assert.Equal((0.5, 0.5), (a.MeanProbability, a.PositiveRate));
        Assert.True(double.IsNaN(missing.TruePositiveRate));
        Assert.Equal(0, missing.FalsePositiveRate);
    }

    [Fact]
    public void A_group_for_each_row_is_needed() =>
        Assert.Throws<ArgumentException>(() => FairnessTable.Compute(["a"], [true, false], [0.5, 0.5], 0.5));
}
