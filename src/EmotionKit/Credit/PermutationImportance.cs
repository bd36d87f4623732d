using EmotionKit.Evaluation;
using EmotionKit.Linear;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Credit;

/// <summary>Deals a column's values to other rows and measures how much worse a model becomes (Breiman 2001; Fisher, Rudin and Dominici 2019).</summary>
internal static class PermutationImportance
{
    public static IReadOnlyList<ColumnImportance> Compute(
        ITransformer model, IDataView data, PermutationImportanceOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var table = SampledTable.Read(data, options.MaxRows, options.Seed, cancellation);
        double whole = Measure(model, table.View, options, cancellation);
        double quantile = StudentT.TwoSidedQuantile(options.Confidence, options.Repeats - 1);
        var result = new List<ColumnImportance>();
        string[] names = [.. table.View.Schema.Where(c => c.Name != options.LabelColumnName).Select(c => c.Name)];
        for (int c = 0; c < names.Length; c++)
        {
            MemoryColumn column = table.Find(names[c])!;
            double[] losses = new double[options.Repeats];
            for (int r = 0; r < losses.Length; r++)
            {
                var random = DeterministicRandom.For(options.Seed, ((long)c << 32) + r);
                int[] order = new int[table.Rows];
                for (int i = 0; i < order.Length; i++)
                    order[i] = i;
                random.Shuffle<int>(order);
                double permuted = Measure(model, table.With(new ReorderedColumn(column, order)), options, cancellation);
                losses[r] = options.Metric == ImportanceMetric.RocAuc ? whole - permuted : permuted - whole;
            }
            double mean = losses.Average();
            double deviation = Math.Sqrt(losses.Sum(l => (l - mean) * (l - mean)) / (losses.Length - 1));
            double half = quantile * deviation / Math.Sqrt(losses.Length);
            result.Add(new ColumnImportance(names[c], mean, deviation, mean - half, mean + half));
        }
        return [.. result.OrderByDescending(i => i.Mean)];
    }

    private static double Measure(ITransformer model, IDataView view, PermutationImportanceOptions options, CancellationToken cancellation)
    {
        var rows = ScoredRows.Read(model.Transform(view), options.LabelColumnName, cancellation);
        var metrics = BinaryMetrics.Compute(rows.Labels, rows.Probabilities);
        double value = options.Metric switch
        {
            ImportanceMetric.LogLoss => metrics.LogLoss,
            ImportanceMetric.Brier => metrics.Brier,
            _ => metrics.RocAuc,
        };
        return double.IsNaN(value) ? throw new ArgumentException("PermutationImportance: expected rows of both classes, got one.") : value;
    }
}
