using EmotionKit.Trees;

namespace EmotionKit.Core.Tests.Trees;

public class RandomForestTests
{
    private static readonly TreeData Data = TreeData.Make();

    // One tree on all rows and columns, where nothing is left to chance.
    private static readonly RandomForestOptions Single = new()
    {
        Trees = 1,
        Bootstrap = false,
        MaxFeatures = int.MaxValue,
        MinSamplesLeaf = 6,
        Splits = ForestSplits.Exact,
    };

    [Theory]
    [InlineData(ForestSplits.Exact)]
    [InlineData(ForestSplits.Histogram)]
    public void Tree_gives_scikit_learns_probabilities_and_importances(ForestSplits splits)
    {
        // RandomForestClassifier(1, bootstrap=False, max_features=None, min_samples_leaf=8), the same for every random_state
        double[] expected =
        [
            0.692307692, 0.0, 0.692307692, 1.0, 0.0, 0.692307692, 0.875, 0.0, 0.692307692, 0.875, 1.0, 0.0, 0.875, 1.0, 1.0, 0.692307692, 1.0, 1.0, 1.0,
            1.0,
        ];
        double[] importances = [0.498950525, 0.415582531, 0.085466944, 0.0];
        RandomForest forest = Fit(Data.TwoClasses, 2, Single with { Splits = splits, MinSamplesLeaf = 8 });
        AssertClose(expected, Positive(forest, Data.Others), 1e-6);
        AssertClose(importances, forest.FeatureImportances.ToArray(), 1e-8);
    }

    [Theory]
    [InlineData(ForestSplits.Exact)]
    [InlineData(ForestSplits.Histogram)]
    public void Tree_of_three_classes_gives_scikit_learns_probabilities(ForestSplits splits)
    {
        // The same with min_samples_leaf=12
        double[] expected =
        [
            0.047619048, 0.952380952, 0.0, 1.0, 0.0, 0.0, 0.166666667, 0.666666667, 0.166666667, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.047619048, 0.952380952,
            0.0, 0.047619048, 0.952380952, 0.0, 1.0, 0.0, 0.0, 0.166666667, 0.666666667, 0.166666667, 0.047619048, 0.952380952, 0.0, 0.047619048,
            0.952380952, 0.0, 1.0, 0.0, 0.0, 0.047619048, 0.952380952, 0.0, 0.047619048, 0.952380952, 0.0, 0.0, 1.0, 0.0, 0.166666667, 0.666666667,
            0.166666667, 0.117647059, 0.470588235, 0.411764706, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0,
        ];
        RandomForest forest = Fit(Data.ThreeClasses, 3, Single with { Splits = splits, MinSamplesLeaf = 12 });
        float[] actual = new float[expected.Length];
        forest.Predict(Data.Others, actual);
        AssertClose(expected, actual.Select(p => (double)p).ToArray(), 1e-6);
    }

    [Fact]
    public void Best_first_tree_with_balanced_classes_gives_scikit_learns_probabilities()
    {
        // RandomForestClassifier(1, bootstrap=False, max_features=None, min_samples_leaf=4, max_leaf_nodes=6, class_weight='balanced', random_state=0)
        double[] expected =
        [
            1.0, 0.0, 0.157894737, 0.938461538, 0.0, 1.0, 0.938461538, 0.0, 0.157894737, 0.938461538, 0.938461538, 0.0, 0.938461538, 0.938461538,
            0.938461538, 1.0, 0.938461538, 0.938461538, 0.938461538, 0.938461538,
        ];
        RandomForest forest = Fit(
            Data.TwoClasses, 2, Single with { MinSamplesLeaf = 4, MaxLeafNodes = 6, ClassWeights = ForestClassWeighting.Balanced });
        Assert.Equal(6, forest.Leaves);
        AssertClose(expected, Positive(forest, Data.Others), 1e-6);
    }

    [Fact]
    public void Weighted_tree_gives_scikit_learns_probabilities()
    {
        // RandomForestClassifier(1, bootstrap=False, max_features=None, min_samples_leaf=6, max_depth=4), fitted with sample_weight=np.arange(100) % 3 + 1
        double[] expected =
        [
            1.0, 0.0, 0.5, 1.0, 0.0, 1.0, 0.916666667, 0.0, 0.5, 1.0, 1.0, 0.0, 0.916666667, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
        ];
        float[] weights = [.. Enumerable.Range(0, TreeData.TrainingRows).Select(i => i % 3 + 1f)];
        RandomForest forest = RandomForest.Fit(
            Data.Training, TreeData.Columns, Data.TwoClasses.AsSpan(0, TreeData.TrainingRows), 2, Single with { MaxDepth = 4 }, weights);
        AssertClose(expected, Positive(forest, Data.Others), 1e-6);
    }

    [Theory]
    [InlineData(ForestSplits.Histogram)]
    [InlineData(ForestSplits.Exact)]
    [InlineData(ForestSplits.Random)]
    public void Any_number_of_threads_gives_the_same_bits(ForestSplits splits)
    {
        TreeData data = TreeData.Make(700);
        Blank(data.X, every: 11);
        var options = new RandomForestOptions { Trees = 12, Splits = splits, ClassWeights = ForestClassWeighting.BalancedSubsample, OutOfBag = true };
        byte[][] models = [.. new[] { 1, 2, 5 }.Select(threads =>
        {
            using (Execution.WithThreads(threads))
            {
                RandomForest forest = RandomForest.Fit(data.X, TreeData.Columns, data.ThreeClasses, 3, options);
                Assert.InRange(forest.OutOfBag!.Accuracy, 0.4, 1);
                return Bytes(forest);
            }
        })];
        Assert.Equal(models[0], models[1]);
        Assert.Equal(models[0], models[2]);
    }

    [Theory]
    [InlineData(ForestSplits.Histogram, false)]
    [InlineData(ForestSplits.Histogram, true)]
    [InlineData(ForestSplits.Exact, false)]
    public void Rows_left_where_they_are_give_the_same_bits_as_a_copy_of_them(ForestSplits splits, bool outOfBag)
    {
        TreeData data = TreeData.Make(700);
        int[] places = [.. Enumerable.Range(0, 700).Where(row => row % 3 != 0)], labels = Array.ConvertAll(places, place => data.ThreeClasses[place]);
        var options = new RandomForestOptions { Trees = 5, Splits = splits, OutOfBag = outOfBag };
        float[] copy = [.. places.SelectMany(place => data.X.AsSpan(place * TreeData.Columns, TreeData.Columns).ToArray())];
        RandomForest ofCopy = RandomForest.Fit(copy, TreeData.Columns, labels, 3, options);
        RandomForest inPlace = RandomForest.FitPlaces(data.X, places, TreeData.Columns, labels, 3, options, [], null, default);
        Assert.Equal(Bytes(ofCopy), Bytes(inPlace));
        Assert.Equal(ofCopy.OutOfBag?.Accuracy, inPlace.OutOfBag?.Accuracy);
    }

    [Fact]
    public void Root_is_the_best_of_all_splits_with_missing_values_on_either_side()
    {
        TreeData data = TreeData.Make(90, seed: 3);
        Blank(data.X, every: 5);
        foreach (ForestSplits splits in new[] { ForestSplits.Exact, ForestSplits.Histogram })
        {
            RandomForest stump = RandomForest.Fit(
                data.X, TreeData.Columns, data.TwoClasses, 2, Single with { MinSamplesLeaf = 7, MaxDepth = 1, Splits = splits });
            float[] probabilities = new float[2 * 90];
            stump.Predict(data.X, probabilities);
            // Gini's impurity of the two leaves: each row's own p * (1 - p), summed.
            double reached = Enumerable.Range(0, 90).Sum(i => probabilities[2 * i] * (double)probabilities[2 * i + 1]);
            Assert.Equal(BestStump(data, 90, minimum: 7), reached, 1e-4);
        }
    }

    [Fact]
    public void Out_of_bag_accuracy_is_that_of_rows_never_seen()
    {
        TreeData data = TreeData.Make(2_000), fresh = TreeData.Make(2_000, seed: 99);
        RandomForest forest = RandomForest.Fit(data.X, TreeData.Columns, data.TwoClasses, 2, new RandomForestOptions { Trees = 60, OutOfBag = true });
        Assert.Equal(2_000, forest.OutOfBag!.Rows);
        Assert.Equal(Accuracy(forest, fresh), forest.OutOfBag.Accuracy, 0.03);
        Assert.True(Accuracy(forest, data) > forest.OutOfBag.Accuracy + 0.02);
    }

    [Fact]
    public void Saved_forest_gives_the_same_bits_and_a_damaged_one_is_refused()
    {
        RandomForest forest = Fit(Data.ThreeClasses, 3, new RandomForestOptions { Trees = 4 });
        byte[] bytes = Bytes(forest);
        Assert.Equal(bytes, Bytes(RandomForest.Load(new MemoryStream(bytes))));
        Assert.Throws<InvalidDataException>(() => GradientBoosting.Load(new MemoryStream(bytes)));
        Assert.Throws<InvalidDataException>(() => RandomForest.Load(new MemoryStream(bytes, 0, bytes.Length - 1)));
        var random = new Random(1);
        float[] probabilities = new float[3 * 20];
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                RandomForest.Load(new MemoryStream(damaged)).Predict(Data.Others, probabilities);
            }
            catch (InvalidDataException)
            {
            }
            catch (ArgumentException e) when (e.Message.Contains("rows", StringComparison.Ordinal))
            {
                // Another number of columns or classes than the rows have.
            }
        }
    }

    [Fact]
    public void Bad_rows_are_refused_with_row_and_column()
    {
        float[] x = [.. Data.X];
        x[4 * 17 + 2] = float.PositiveInfinity;
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => RandomForest.Fit(x, 4, Data.TwoClasses, 2));
        Assert.Contains("row 17, column 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("only class 1", Assert.ThrowsAny<ArgumentException>(() => RandomForest.Fit([1, 2], 1, [1, 1], 2)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => RandomForest.Fit([], 1, [], 2));
    }

    [Fact]
    public void Constant_and_wholly_missing_columns_give_the_frequencies()
    {
        float[] x = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 3 : float.NaN)];
        foreach (ForestSplits splits in Enum.GetValues<ForestSplits>())
        {
            RandomForest forest = RandomForest.Fit(x, 2, [1, 0, 1, 1, 0, 1, 1, 0, 1, 1], 2, Single with { Splits = splits, MinSamplesLeaf = 1 });
            Assert.Equal(0.7, Positive(forest, [3, float.NaN]).Single(), 1e-6);
        }
    }

    [Fact]
    public void Training_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        var progress = new Told(p =>
        {
            if (p.Trees == 2)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(
            () => RandomForest.Fit(Data.X, TreeData.Columns, Data.TwoClasses, 2, new RandomForestOptions { Trees = 100 }, [], progress, source.Token));
    }

    private static RandomForest Fit(int[] labels, int classes, RandomForestOptions options) =>
        RandomForest.Fit(Data.Training, TreeData.Columns, labels.AsSpan(0, TreeData.TrainingRows), classes, options);

    private static double[] Positive(RandomForest forest, ReadOnlySpan<float> rows)
    {
        float[] probabilities = new float[2 * (rows.Length / forest.Columns)];
        forest.Predict(rows, probabilities);
        return [.. probabilities.Where((_, i) => i % 2 == 1).Select(p => (double)p)];
    }

    private static double Accuracy(RandomForest forest, TreeData data) =>
        Positive(forest, data.X).Zip(data.TwoClasses).Average(pair => pair.First > 0.5 == (pair.Second == 1) ? 1.0 : 0);

    private static double BestStump(TreeData data, int rows, int minimum)
    {
        double best = double.PositiveInfinity;
        for (int column = 0; column < TreeData.Columns; column++)
        {
            for (int at = 0; at < rows; at++)
            {
                float threshold = data.X[at * TreeData.Columns + column];
                foreach (bool missingLeft in new[] { false, true })
                {
                    int[] count = new int[2], ones = new int[2];
                    for (int i = 0; i < rows; i++)
                    {
                        float value = data.X[i * TreeData.Columns + column];
                        int side = float.IsNaN(value) ? missingLeft ? 0 : 1 : value <= threshold ? 0 : 1;
                        count[side]++;
                        ones[side] += data.TwoClasses[i];
                    }
                    if (count.Min() >= minimum)
                        best = Math.Min(best, Enumerable.Range(0, 2).Sum(s => ones[s] * (double)(count[s] - ones[s]) / count[s]));
                }
            }
        }
        return best;
    }

    private static void Blank(float[] x, int every)
    {
        for (int i = 0; i < x.Length; i += every)
            x[i] = float.NaN;
    }

    private static byte[] Bytes(RandomForest forest)
    {
        using var stream = new MemoryStream();
        forest.Save(stream);
        return stream.ToArray();
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }

    private sealed class Told(Action<TreeProgress> report) : IProgress<TreeProgress>
    {
        public void Report(TreeProgress value) => report(value);
    }
}
