using System.Diagnostics;
using System.Globalization;
using EmotionKit.Evaluation;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>Forests and boosting on give-me-some-credit, two threads each. Our AUC on the rows kept aside, and the peers', go to the error stream.</summary>
internal static class TreeComparisons
{
    private const int Threads = 2;
    private const int ScoredRows = 1_000_000;
    private const int ExplainedRows = 10_000;

    private static readonly RandomForestOptions Whole = new() { MinSamplesLeaf = 1 };
    private static readonly GradientBoostingOptions Boosting = new() { Trees = 300, LearningRate = 0.1, MaxLeaves = 31, MinSamplesLeaf = 20, L2 = 0 };

    public static IEnumerable<Comparison> Create()
    {
        yield return new Comparison(
            "forest, 200 trees, defaults, scikit-learn", 5, () => Forest(new RandomForestOptions()), Peer("forest"));
        yield return new Comparison("forest, 200 trees grown to the end, scikit-learn", 5, () => Forest(Whole), Peer("forest"));
        yield return new Comparison("boosting, 300 trees of 31 leaves, XGBoost hist", 1.2, Boost, Peer("boosting-xgboost"));
        yield return new Comparison("boosting, 300 trees of 31 leaves, HistGradientBoosting", 1.2, Boost, Peer("boosting-histgb"));
        yield return new Comparison("forest-scoring, 1 000 000 rows, 200 trees, scikit-learn", 1, Score, Peer("forest-scoring"));
        yield return new Comparison("forest-scoring, 1 000 000 rows, 200 trees, 300 000 rows/s", 1, Score, () => ScoredRows / 300_000.0);
        yield return new Comparison("forest-scoring, 1 000 000 rows, 200 trees, ML.NET cursor, 300 000 rows/s", 1, ScoreByCursor, () => ScoredRows / 300_000.0);
        yield return new Comparison("shap, 10 000 rows, 300 boosted trees, XGBoost", 1, ExplainBoosting, Peer("shap-xgboost"));
        yield return new Comparison("shap-forest, 10 000 rows, 200 trees, 3.3 s for 3 000 rows/s", 1, ExplainForest, () => ExplainedRows / 3_000.0);
    }

    private static Func<double> Peer(string name) =>
        () => PythonPeer.Named(name, $"threads={Threads}", $"data={CreditTable.Path}")();

    private static double Forest(RandomForestOptions options)
    {
        CreditTable data = CreditTable.Instance;
        (RandomForest forest, double seconds) = Timed(() => RandomForest.Fit(data.Training, CreditTable.Columns, data.TrainingLabels, 2, options));
        float[] probabilities = new float[2 * data.TestLabels.Length];
        forest.Predict(data.Test, probabilities);
        Note("forest", probabilities, data);
        return seconds;
    }

    private static double Boost()
    {
        CreditTable data = CreditTable.Instance;
        (GradientBoosting model, double seconds) = Timed(() => GradientBoosting.Fit(data.Training, CreditTable.Columns, data.TrainingLabels, 2, Boosting));
        float[] probabilities = new float[2 * data.TestLabels.Length];
        model.Predict(data.Test, probabilities);
        Note("boosting", probabilities, data);
        return seconds;
    }

    private static double Score()
    {
        CreditTable data = CreditTable.Instance;
        RandomForest forest = RandomForest.Fit(data.Training, CreditTable.Columns, data.TrainingLabels, 2);
        float[] rows = Repeat(data.Training, ScoredRows), probabilities = new float[2 * ScoredRows];
        double best = double.PositiveInfinity;
        for (int run = 0; run < 3; run++)
            best = Math.Min(best, Timed(() => { forest.Predict(rows, probabilities); return 0; }).Seconds);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  forest of 200 trees: {ScoredRows / best:F0} rows/s"));
        return best;
    }

    private static double ScoreByCursor()
    {
        CreditTable data = CreditTable.Instance;
        var options = new RandomForestOptions();
        RandomForest forest = RandomForest.Fit(data.Training, CreditTable.Columns, data.TrainingLabels, 2, options);
        var view = new MemoryView([new RowsColumn("Features", Vectors.Known(CreditTable.Columns), Repeat(data.Training, ScoredRows))], ScoredRows);
        IDataView scored = new RandomForestTransformer(ClassificationTask.Binary, "Features", options, forest, null).Transform(view);
        DataViewSchema.Column column = scored.Schema["Probability"];
        double best = double.PositiveInfinity;
        for (int run = 0; run < 3; run++)
        {
            best = Math.Min(best, Timed(() =>
            {
                using DataViewRowCursor cursor = scored.GetRowCursor([column]);
                ValueGetter<float> get = cursor.GetGetter<float>(column);
                float value = 0;
                while (cursor.MoveNext())
                    get(ref value);
                return value;
            }).Seconds);
        }
        return best;
    }

    private static double ExplainBoosting()
    {
        CreditTable data = CreditTable.Instance;
        GradientBoosting model = GradientBoosting.Fit(data.Training, CreditTable.Columns, data.TrainingLabels, 2, Boosting);
        return Explain("boosting", contributions => model.Explain(data.Training.AsSpan(0, ExplainedRows * CreditTable.Columns), contributions));
    }

    private static double ExplainForest()
    {
        CreditTable data = CreditTable.Instance;
        RandomForest forest = RandomForest.Fit(data.Training, CreditTable.Columns, data.TrainingLabels, 2);
        return Explain("forest", contributions => forest.Explain(data.Training.AsSpan(0, ExplainedRows * CreditTable.Columns), contributions));
    }

    private static double Explain(string name, Action<double[]> work)
    {
        double[] contributions = new double[ExplainedRows * (CreditTable.Columns + 1)];
        double seconds = Timed(() => { work(contributions); return 0; }).Seconds;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  TreeSHAP of {name}: {ExplainedRows / seconds:F0} rows/s"));
        return seconds;
    }

    private static (T Result, double Seconds) Timed<T>(Func<T> work)
    {
        using (Execution.WithThreads(Threads))
        {
            long start = Stopwatch.GetTimestamp();
            T result = work();
            return (result, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    private static void Note(string name, float[] probabilities, CreditTable data)
    {
        bool[] positive = Array.ConvertAll(data.TestLabels, label => label == 1);
        double[] scores = new double[positive.Length];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = probabilities[2 * i + 1];
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  our {name}: AUC {RankingMetrics.Compute(positive, scores).RocAuc:F4}"));
    }

    private static float[] Repeat(float[] rows, int count)
    {
        float[] repeated = new float[count * CreditTable.Columns];
        for (int start = 0; start < repeated.Length; start += rows.Length)
            rows.AsSpan(0, Math.Min(rows.Length, repeated.Length - start)).CopyTo(repeated.AsSpan(start));
        return repeated;
    }
}
