using System.Diagnostics;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Linear;
using EmotionKit.Rows;
using EmotionKit.Tabular;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>Credit scoring: AUC on equal folds, the time of stacking, and scoring with logistic regression.</summary>
internal static class CreditComparisons
{
    private const double RowsPerSecond = 2e6;
    private const int FoldSeed = 1;

    private static readonly MLContext Ml = new(seed: 1);

    public static IEnumerable<Comparison> Create()
    {
        (string Name, Func<CreditData> Load)[] sets =
        [
            ("german", Once(() => CreditData.Load(Ml, "german.data", "Column21", FoldSeed))),
            ("credit-risk", Once(() => CreditData.Load(Ml, "credit-risk.csv", "loan_status", FoldSeed))),
            ("give-me-some-credit", Once(() => CreditData.Load(Ml, "give-me-some-credit.csv", "SeriousDlqin2yrs", FoldSeed, "Column1"))),
        ];
        foreach ((string name, Func<CreditData> load) in sets)
        {
            yield return Auc($"credit {name}: stacking, better of scikit-learn's stacking and XGBoost", -0.001, load, new CreditScoringOptions(), ["stacking", "xgboost"]);
            yield return Auc($"credit {name}: boosting, XGBoost", -0.001, load, new CreditScoringOptions { Trainer = CreditTrainer.Boosting }, ["xgboost"]);
            yield return Auc($"credit {name}: forest, scikit-learn's", -0.001, load, new CreditScoringOptions { Trainer = CreditTrainer.Forest }, ["forest"]);
            yield return Auc(
                $"credit {name}: SMOTE and forest, imbalanced-learn and scikit-learn", -0.001, load,
                new CreditScoringOptions { Trainer = CreditTrainer.Forest, Resampling = new Smote() }, ["smote-forest"]);
            yield return Auc(
                $"credit {name}: SMOTE and stacking, scikit-learn's stacking without", -0.01, load, new CreditScoringOptions { Resampling = new Smote() }, ["stacking"]);
        }
        Func<CreditData> large = sets[^1].Load;
        yield return new Comparison("stacking of the recipe on give-me-some-credit, scikit-learn", 5, () => StackingSeconds(large()), () => CreditPeer.RunOnce(large(), "stacking", folds: 1).Seconds);
        yield return new Comparison("credit: rows scored by logistic regression, 2 million a second", 1, ScoringSeconds, () => 1 / RowsPerSecond);
    }

    private static Comparison Auc(string name, double target, Func<CreditData> load, CreditScoringOptions options, string[] peers) =>
        new(name, target, () => MeanAuc(load(), options with { LabelColumnName = "label" }), () => peers.Max(peer => CreditPeer.Run(load(), peer).Auc))
        {
            Unit = ComparisonUnit.Auc,
        };

    private static double MeanAuc(CreditData data, CreditScoringOptions options)
    {
        double sum = 0;
        for (int fold = 0; fold < CreditData.Folds; fold++)
        {
            ITransformer model = new CreditScoringPipeline(Ml, options).Fit(data.Rows(fold, inside: false));
            var rows = ScoredRows.Read(model.Transform(data.Rows(fold, inside: true)), "label");
            sum += BinaryMetrics.Compute(rows.Labels, rows.Probabilities).RocAuc;
        }
        return sum / CreditData.Folds;
    }

    private static double StackingSeconds(CreditData data)
    {
        IDataView train = data.Rows(0, inside: false);
        var watch = Stopwatch.StartNew();
        new CreditScoringPipeline(Ml, new CreditScoringOptions { LabelColumnName = "label" }).Fit(train);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Per row, from rows in memory to their probabilities, through ML.NET's cursor.</summary>
    private static double ScoringSeconds()
    {
        const int Rows = 1_000_000, Columns = 10;
        float[] x = new float[Rows * Columns];
        var random = new DeterministicRandom(1);
        for (int i = 0; i < x.Length; i++)
            x[i] = (float)random.NextGaussian();
        var view = new MemoryView([new RowsColumn("Features", Vectors.Known(Columns), x)], Rows);
        double[] weights = [.. Enumerable.Range(0, Columns).Select(j => 0.1 * j)];
        var model = new BinaryLogisticRegressionTransformer(new LogisticRegressionOptions(), new BinaryLogistic(weights, 0.5), new double[Columns], null);
        IDataView scored = model.Transform(view);
        return Stopwatches.Best(() =>
        {
            DataViewSchema.Column column = scored.Schema["Probability"];
            using DataViewRowCursor cursor = scored.GetRowCursor([column]);
            ValueGetter<float> get = cursor.GetGetter<float>(column);
            float value = 0;
            while (cursor.MoveNext())
                get(ref value);
        }) / Rows;
    }

    private static Func<CreditData> Once(Func<CreditData> load) => new Lazy<CreditData>(load).GetValue;

    private static T GetValue<T>(this Lazy<T> lazy) => lazy.Value;
}
