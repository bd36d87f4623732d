using System.Numerics;
using EmotionKit.Trees;

namespace EmotionKit.Core.Tests.Trees;

public class TreeShapTests
{
    private static readonly TreeData Data = TreeData.Make(400);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Contributions_are_shapleys_values_of_every_coalition(int classes)
    {
        int[] labels = classes == 2 ? Data.TwoClasses : Data.ThreeClasses;
        float[] x = [.. Data.X];
        for (int i = 0; i < x.Length; i += 7)
            x[i] = float.NaN;
        for (int i = 3; i < x.Length; i += TreeData.Columns)
            x[i] = MathF.Floor(x[i] * 9);
        RandomForest forest = RandomForest.Fit(x, TreeData.Columns, labels, classes, new RandomForestOptions { Trees = 3, MinSamplesLeaf = 4 });
        GradientBoosting boosting = GradientBoosting.Fit(
            x, TreeData.Columns, labels, classes, new GradientBoostingOptions { Trees = 3, CategoricalColumns = [3], CategorySmoothing = 0 });
        int rows = 21, outputs = classes == 2 ? 1 : classes, width = TreeData.Columns + 1;
        ReadOnlySpan<float> some = x.AsSpan(0, rows * TreeData.Columns);
        double[] ofForest = new double[rows * outputs * width], ofBoosting = new double[rows * outputs * width];
        forest.Explain(some, ofForest);
        boosting.Explain(some, ofBoosting);
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < outputs; k++)
            {
                double[] expected = Shapley(forest.Ensemble, some.Slice(row * TreeData.Columns, TreeData.Columns), k);
                for (int j = 0; j < width; j++)
                    Assert.Equal(expected[j] / forest.Trees, ofForest[(row * outputs + k) * width + j], 1e-9);
                expected = Shapley(boosting.Ensemble, some.Slice(row * TreeData.Columns, TreeData.Columns), k);
                expected[^1] += boosting.Bias[k];
                for (int j = 0; j < width; j++)
                    Assert.Equal(expected[j], ofBoosting[(row * outputs + k) * width + j], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Many_rows_have_the_contributions_of_few(int classes)
    {
        TreeData data = TreeData.Make(1200);
        int[] labels = classes == 2 ? data.TwoClasses : data.ThreeClasses;
        float[] x = [.. data.X];
        for (int i = 0; i < x.Length; i += 7)
            x[i] = float.NaN;
        for (int i = 3; i < x.Length; i += TreeData.Columns)
            x[i] = MathF.Floor(x[i] * 9);
        RandomForest forest = RandomForest.Fit(x, TreeData.Columns, labels, classes, new RandomForestOptions { Trees = 7, MinSamplesLeaf = 1 });
        GradientBoosting boosting = GradientBoosting.Fit(
            x, TreeData.Columns, labels, classes, new GradientBoostingOptions { Trees = 9, CategoricalColumns = [3], CategorySmoothing = 0 });
        int rows = x.Length / TreeData.Columns, width = (classes == 2 ? 1 : classes) * (TreeData.Columns + 1);
        double[] many = new double[rows * width], few = new double[width];
        foreach (Action<ReadOnlySpan<float>, Span<double>> explain in (Action<ReadOnlySpan<float>, Span<double>>[])
            [(from, to) => forest.Explain(from, to), (from, to) => boosting.Explain(from, to)])
        {
            explain(x, many);
            for (int row = 0; row < rows; row++)
            {
                explain(x.AsSpan(row * TreeData.Columns, TreeData.Columns), few);
                for (int i = 0; i < width; i++)
                    Assert.Equal(few[i], many[row * width + i], 1e-12);
            }
        }
    }

    [Fact]
    public void Contributions_sum_to_the_prediction_for_deep_trees_and_many_columns()
    {
        const int Rows = 600, Columns = 40;
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, Rows * Columns).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(i => x[i * Columns] + x[i * Columns + 7] + random.NextSingle() > 1.5f ? 1 : 0)];
        RandomForest forest = RandomForest.Fit(x, Columns, labels, 2, new RandomForestOptions { Trees = 20, MinSamplesLeaf = 1, Splits = ForestSplits.Random });
        GradientBoosting boosting = GradientBoosting.Fit(x, Columns, labels, 2, new GradientBoostingOptions { Trees = 40, MinSamplesLeaf = 1 });
        double[] contributions = new double[Rows * (Columns + 1)], scores = new double[Rows];
        float[] probabilities = new float[2 * Rows];
        forest.Explain(x, contributions);
        forest.Predict(x, probabilities);
        for (int i = 0; i < Rows; i++)
            Assert.Equal(probabilities[2 * i + 1], contributions.AsSpan(i * (Columns + 1), Columns + 1).ToArray().Sum(), 1e-6);
        boosting.Explain(x, contributions);
        boosting.PredictScores(x, scores);
        for (int i = 0; i < Rows; i++)
            Assert.Equal(scores[i], contributions.AsSpan(i * (Columns + 1), Columns + 1).ToArray().Sum(), 1e-9);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        GradientBoosting model = GradientBoosting.Fit(Data.X, TreeData.Columns, Data.TwoClasses, 2, new GradientBoostingOptions { Trees = 20 });
        double[][] results = [.. new[] { 1, 3 }.Select(threads =>
        {
            double[] contributions = new double[400 * (TreeData.Columns + 1)];
            using (Execution.WithThreads(threads))
                model.Explain(Data.X, contributions);
            return contributions;
        })];
        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        RandomForest forest = RandomForest.Fit(Data.X, TreeData.Columns, Data.TwoClasses, 2, new RandomForestOptions { Trees = 2 });
        Assert.ThrowsAny<ArgumentException>(() => forest.Explain(Data.X.AsSpan(0, 5), new double[5]));
        Assert.ThrowsAny<ArgumentException>(() => forest.Explain(Data.X.AsSpan(0, 4), new double[4]));
    }

    /// <summary>By the definition: the mean over all orders of what a feature adds; the value of no feature at all stands last.</summary>
    private static double[] Shapley(TreeEnsemble ensemble, ReadOnlySpan<float> row, int output)
    {
        int columns = ensemble.Columns;
        double[] values = new double[1 << columns];
        for (int known = 0; known < values.Length; known++)
        {
            for (int tree = 0; tree < ensemble.Trees; tree++)
            {
                if (ensemble.LeafWidth > 1 || tree % ensemble.Outputs == output)
                    values[known] += Value(ensemble, ensemble.Roots[tree], row, known, ensemble.LeafWidth > 1 ? output : 0);
            }
        }
        double[] shapley = new double[columns + 1];
        for (int j = 0; j < columns; j++)
        {
            for (int known = 0; known < values.Length; known++)
            {
                if ((known >> j & 1) != 0)
                    continue;
                int size = BitOperations.PopCount((uint)known);
                double weight = Factorial(size) * Factorial(columns - size - 1) / Factorial(columns);
                shapley[j] += weight * (values[known | 1 << j] - values[known]);
            }
        }
        shapley[columns] = values[0];
        return shapley;
    }

    private static double Value(TreeEnsemble ensemble, int index, ReadOnlySpan<float> row, int known, int output)
    {
        TreeNode node = ensemble.Nodes[index];
        if (node.IsLeaf(index))
            return ensemble.Values[node.Value + output];
        int column = node.Column(ensemble.Columns);
        if ((known >> column & 1) == 0)
        {
            double left = ensemble.Covers[node.Left], right = ensemble.Covers[node.Left + 1];
            return (left * Value(ensemble, node.Left, row, known, output) + right * Value(ensemble, node.Left + 1, row, known, output)) / (left + right);
        }
        float[] slots = new float[ensemble.Slots];
        ensemble.Prepare(row, slots, 1);
        return Value(ensemble, node.Left + (ensemble.GoesRight(in node, slots, 1) ? 1 : 0), row, known, output);
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
