using EmotionKit.Credit;
using EmotionKit.Rows;
using EmotionKit.TestSupport;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Credit;

[Collection(nameof(CreditMemoryTests))]
[CollectionDefinition(nameof(CreditMemoryTests), DisableParallelization = true)]
[Trait("Category", "Long")]
public class CreditMemoryTests
{
    private const int Columns = 10;
    private const int Rows = 60_000;

    private static readonly MLContext Ml = new(seed: 1);

    /// <summary>Logistic regression too: its features are twice as many, with the indicators of missing values, and the limit is that of the ten.</summary>
    [Theory]
    [InlineData(CreditTrainer.Stacking)]
    [InlineData(CreditTrainer.Logistic)]
    public void The_recipe_needs_less_than_three_times_the_features_beside_the_model(CreditTrainer trainer)
    {
        var pipeline = new CreditScoringPipeline(Ml, new CreditScoringOptions { Trainer = trainer });
        RequireLittle(pipeline.Fit);
    }

    [Theory]
    [InlineData("voting")]
    [InlineData("bagging")]
    public void Ensembles_need_less_than_three_times_the_features_beside_the_model(string ensemble)
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = Ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> forest = trainers.RandomForest(new RandomForestOptions { Trees = 50, MinSamplesLeaf = 20 });
        IEstimator<ITransformer> chosen = ensemble == "voting" ? trainers.Voting([forest, trainers.GradientBoosting()]) : trainers.Bagging(forest);
        RequireLittle(chosen.Fit);
    }

    private static void RequireLittle(Func<IDataView, ITransformer> fit)
    {
        IDataView small = Table(2000), rows = Table(Rows);
        using IDisposable threads = Execution.WithThreads(2);
        fit(small);
        const long Matrix = (long)Rows * Columns * sizeof(float);
        string figures = "";
        // What threads still hold of an earlier test counts too until they let go of it, so the least of three is what the fit needs.
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            (_, long model, long beside) = PeakMemory.Of(() => fit(rows), () => NativeBlock.Alive);
            figures += $"{(double)beside / Matrix:F2} times the features beside a model of {(double)model / Matrix:F2} times\n";
            if (beside < 3 * Matrix)
                break;
            Assert.True(attempt < 3, figures);
        }
        TestContext.Current.TestOutputHelper!.WriteLine(figures);
    }

    private static MemoryView Table(int count)
    {
        float[] x = new float[count * Columns];
        bool[] labels = new bool[count];
        var random = new DeterministicRandom(1);
        for (int i = 0; i < count; i++)
        {
            double risk = -3.5;
            for (int j = 0; j < Columns; j++)
            {
                double value = random.NextGaussian();
                risk += j < 5 ? 0.7 * value : 0;
                x[i * Columns + j] = j < 2 && random.NextDouble() < 0.1 ? float.NaN : (float)value;
            }
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-risk));
        }
        return new MemoryView([new RowsColumn("Features", Vectors.Known(Columns), x), new ValueColumn<bool>("Label", BooleanDataViewType.Instance, labels)], count);
    }
}
