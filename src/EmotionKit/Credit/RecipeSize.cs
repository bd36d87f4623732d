using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;

namespace EmotionKit.Credit;

/// <summary>Chooses the sizes of trees by how many customers there are, and how many of them are bad.</summary>
/// <param name="Rows">Rows with a label.</param>
/// <param name="Bad">Bad ones among them.</param>
internal sealed record RecipeSize(int Rows, int Bad)
{
    /// <summary>Below this a held-out tenth is too small to end boosting by.</summary>
    private const int FewRows = 5000;

    /// <summary>Wanted standard error of a leaf's share of bad rows, as a part of the share.</summary>
    private const double LeafError = 0.7;

    private const int LargestLeaf = 50;

    /// <exception cref="ArgumentException">There are no good rows, or no bad ones.</exception>
    public static RecipeSize Of(IDataView data, string labelColumnName, CancellationToken cancellation)
    {
        DataViewSchema.Column label = TrainingColumns.FindBinaryLabel(data.Schema, labelColumnName, nameof(CreditScoringPipeline));
        int rows = 0, bad = 0;
        using DataViewRowCursor cursor = data.GetRowCursor([label]);
        var classes = new ClassReader(cursor, label);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            int number = classes.Read();
            rows += number < 0 ? 0 : 1;
            bad += number == 1 ? 1 : 0;
        }
        if (bad == 0 || bad == rows)
        {
            throw new ArgumentException(
                $"{nameof(CreditScoringPipeline)}: column '{labelColumnName}': expected good and bad customers, got {rows} rows with a label, {(bad == 0 ? "none" : "all")} of them bad.");
        }
        return new RecipeSize(rows, bad);
    }

    public RandomForestOptions Forest()
    {
        // Of the rarer class: (1 - p) / (p n) is the squared relative error of a share of n rows.
        double share = (double)Math.Min(Bad, Rows - Bad) / Math.Max(Rows, 1);
        double leaf = share > 0 ? (1 - share) / (share * LeafError * LeafError) : 1;
        return new RandomForestOptions { MinSamplesLeaf = (int)Math.Clamp(Math.Round(leaf), 1, LargestLeaf) };
    }

    public GradientBoostingOptions Boosting() => Rows < FewRows
        ? new GradientBoostingOptions
        {
            Trees = 300,
            LearningRate = 0.03,
            MaxLeaves = 8,
            MinSamplesLeaf = 10,
            RowFraction = 0.7,
            ColumnFraction = 0.3,
        }
        : new GradientBoostingOptions
        {
            Trees = 1000,
            LearningRate = 0.05,
            MaxLeaves = 31,
            MinSamplesLeaf = 20,
            RowFraction = 0.8,
            ColumnFraction = 0.5,
            EarlyStoppingRounds = 50,
        };
}
