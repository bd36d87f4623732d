using EmotionKit.Trees;

namespace EmotionKit.Core.Tests.Trees;

public class GradientBoostingTests
{
    private static readonly TreeData Data = TreeData.Make();

    // XGBClassifier(n_estimators=6, learning_rate=0.3, max_depth=3, reg_lambda=1, min_child_weight=1, tree_method='exact', base_score=y[:100].mean())
    private static readonly GradientBoostingOptions Six = new()
    {
        Trees = 6,
        LearningRate = 0.3,
        Growth = TreeGrowth.DepthWise,
        MaxDepth = 3,
        MaxLeaves = 0,
        MinSamplesLeaf = 1,
        MinChildWeight = 1,
        L2 = 1,
    };

    public static TheoryData<string, GradientBoostingOptions, double[]> XGBoost => new()
    {
        {
            "as above", Six,
            [
                0.935899556, 0.878697813, 0.95557797, 0.216288403, 0.2092949, 0.95557797, 0.901553988, 0.892615318, 0.655837297, 0.509289622, 0.897785604,
                0.956892073, 0.95557797, 0.937372327, 0.95557797, 0.860021472, 0.583529353, 0.956892073, 0.928160191, 0.956892073,
            ]
        },
        {
            "reg_alpha=0.5, reg_lambda=3, gamma=0.1", Six with { L1 = 0.5, L2 = 3, MinGain = 0.1 },
            [
                0.932101548, 0.839148641, 0.927705884, 0.355979741, 0.344498247, 0.927705884, 0.873549104, 0.843282104, 0.784465075, 0.640365064,
                0.867869854, 0.932101548, 0.927705884, 0.902005613, 0.927705884, 0.903881609, 0.640365064, 0.932101548, 0.894330978, 0.932101548,
            ]
        },
        {
            "tree_method='hist', grow_policy='lossguide', max_depth=0, max_leaves=5", Six with { Growth = TreeGrowth.LeafWise, MaxDepth = 0, MaxLeaves = 5 },
            [
                0.94003433, 0.879351974, 0.953353822, 0.239177033, 0.17626521, 0.953353822, 0.907755911, 0.892239571, 0.653866351, 0.530534863, 0.870103717,
                0.954352081, 0.953353822, 0.919166625, 0.953353822, 0.893498421, 0.530534863, 0.954352081, 0.940472424, 0.954352081,
            ]
        },
        {
            "monotone_constraints=(1, -1, 0, 1)", Six with { MonotoneConstraints = [1, -1, 0, 1] },
            [
                0.93477422, 0.540020287, 0.918664038, 0.610372007, 0.302421987, 0.918664038, 0.883153439, 0.886342704, 0.667853177, 0.523193061,
                0.903544068, 0.952103317, 0.918664038, 0.903544068, 0.883153439, 0.93477422, 0.601869047, 0.952103317, 0.952103317, 0.952103317,
            ]
        },
    };

    [Theory, MemberData(nameof(XGBoost), DisableDiscoveryEnumeration = true)]
    public void Probabilities_are_those_of_xgboost(string settings, GradientBoostingOptions options, double[] expected)
    {
        double[] actual = Positive(Fit(Data.X, options), Data.X);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 2e-5, $"{settings}: row {i}: expected {expected[i]}, got {actual[i]}");
    }

    [Fact]
    public void Missing_values_go_where_xgboost_sends_them()
    {
        // The first model, with x[i, 1] = nan for i % 7 == 3.
        double[] expected =
        [
            0.932332933, 0.879437447, 0.940430701, 0.454971611, 0.247412875, 0.950621486, 0.950621486, 0.907893956, 0.658117592, 0.562160909, 0.880423188,
            0.955825865, 0.940430701, 0.933624029, 0.940430701, 0.855639696, 0.58828038, 0.955825865, 0.926437914, 0.955825865,
        ];
        float[] x = [.. Data.X];
        for (int i = 3; i < TreeData.TrainingRows; i += 7)
            x[i * TreeData.Columns + 1] = float.NaN;
        double[] actual = Positive(Fit(x, Six), x);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-5);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        TreeData data = TreeData.Make(40_000);
        for (int i = 0; i < data.X.Length; i += 13)
            data.X[i] = float.NaN;
        var options = new GradientBoostingOptions { Trees = 4, RowFraction = 0.8, ColumnFraction = 0.7, EarlyStoppingRounds = 3 };
        foreach (int classes in new[] { 2, 3 })
        {
            byte[][] models = [.. new[] { 1, 2, 5 }.Select(threads =>
            {
                using (Execution.WithThreads(threads))
                    return Bytes(GradientBoosting.Fit(data.X, TreeData.Columns, classes == 2 ? data.TwoClasses : data.ThreeClasses, classes, options));
            })];
            Assert.Equal(models[0], models[1]);
            Assert.Equal(models[0], models[2]);
        }
    }

    [Fact]
    public void Rows_left_where_they_are_give_the_same_bits_as_a_copy_of_them()
    {
        TreeData data = TreeData.Make(3000);
        int[] places = [.. Enumerable.Range(0, 3000).Where(row => row % 3 != 0)], labels = Array.ConvertAll(places, place => data.TwoClasses[place]);
        var options = new GradientBoostingOptions { Trees = 5, RowFraction = 0.8, EarlyStoppingRounds = 3 };
        float[] copy = [.. places.SelectMany(place => data.X.AsSpan(place * TreeData.Columns, TreeData.Columns).ToArray())];
        Assert.Equal(
            Bytes(GradientBoosting.Fit(copy, TreeData.Columns, labels, 2, options)),
            Bytes(GradientBoosting.FitPlaces(data.X, places, TreeData.Columns, labels, 2, options, [], null, default)));
    }

    [Fact]
    public void Constrained_columns_never_turn_back()
    {
        TreeData data = TreeData.Make(3_000);
        var options = new GradientBoostingOptions { Trees = 60, MinSamplesLeaf = 3, MonotoneConstraints = [1, -1, 0, 1] };
        GradientBoosting model = GradientBoosting.Fit(data.X, TreeData.Columns, data.TwoClasses, 2, options);
        for (int start = 0; start < 40; start++)
        {
            float[] grid = new float[TreeData.Columns * 101];
            foreach (int column in new[] { 0, 1, 3 })
            {
                for (int i = 0; i <= 100; i++)
                {
                    data.X.AsSpan(start * TreeData.Columns, TreeData.Columns).CopyTo(grid.AsSpan(i * TreeData.Columns));
                    grid[i * TreeData.Columns + column] = i / 100f;
                }
                double[] scores = new double[101];
                model.PredictScores(grid, scores);
                int sign = options.MonotoneConstraints[column];
                for (int i = 1; i <= 100; i++)
                    Assert.True((scores[i] - scores[i - 1]) * sign >= -1e-9, $"row {start}, column {column}, step {i}");
            }
        }
    }

    [Fact]
    public void Categories_without_an_order_are_told_apart_by_one_split()
    {
        // Odd categories are good: by order, that would take a split for each.
        var random = new Random(5);
        float[] x = [.. Enumerable.Range(0, 4_000).Select(_ => (float)random.Next(30))];
        int[] labels = Array.ConvertAll(x, value => (int)value % 2 == 1 ? 1 : 0);
        var options = new GradientBoostingOptions { Trees = 20, MaxLeaves = 2, LearningRate = 0.5, CategoricalColumns = [0] };
        GradientBoosting model = GradientBoosting.Fit(x, 1, labels, 2, options);
        float[] rows = [.. Enumerable.Range(0, 30), 99, float.NaN];
        double[] probabilities = Positive(model, rows);
        for (int i = 0; i < 30; i++)
            Assert.Equal(i % 2, probabilities[i], 0.02);
        Assert.Equal(probabilities[30], probabilities[31]);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        Assert.Equal(probabilities, Positive(GradientBoosting.Load(stream), rows));
        double[] ordered = Positive(GradientBoosting.Fit(x, 1, labels, 2, options with { CategoricalColumns = [] }), rows);
        Assert.True(Math.Abs(ordered[14] - ordered[15]) < 0.5);
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => GradientBoosting.Fit([0, 1.5f, 1, 0], 1, [0, 1, 0, 1], 2, options));
        Assert.Contains("got 1.5 in row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping_ends_where_held_out_rows_gain_no_more()
    {
        TreeData data = TreeData.Make(1_500), fresh = TreeData.Make(1_500, seed: 77);
        var options = new GradientBoostingOptions { Trees = 2_000, LearningRate = 0.3, MinSamplesLeaf = 2, EarlyStoppingRounds = 10 };
        GradientBoosting stopped = GradientBoosting.Fit(data.X, TreeData.Columns, data.TwoClasses, 2, options);
        GradientBoosting whole = GradientBoosting.Fit(data.X, TreeData.Columns, data.TwoClasses, 2, options with { EarlyStoppingRounds = 0, Trees = 300 });
        Assert.InRange(stopped.Trees, 2, 200);
        Assert.InRange(stopped.ValidationLoss, 0.05, 0.7);
        Assert.True(LogLoss(stopped, fresh) < LogLoss(whole, fresh));
    }

    [Fact]
    public void Three_classes_are_told_apart_and_a_class_without_rows_gets_nothing()
    {
        TreeData data = TreeData.Make(2_000), fresh = TreeData.Make(500, seed: 78);
        int[] labels = Array.ConvertAll(data.ThreeClasses, k => k + (k > 0 ? 1 : 0));
        GradientBoosting model = GradientBoosting.Fit(data.X, TreeData.Columns, labels, 4, new GradientBoostingOptions { Trees = 50 });
        float[] probabilities = new float[4 * 500];
        model.Predict(fresh.X, probabilities);
        int right = 0;
        for (int i = 0; i < 500; i++)
        {
            float[] row = probabilities[(4 * i)..(4 * i + 4)];
            Assert.Equal(1, row.Sum(), 1e-5);
            Assert.InRange(row[1], 0, 1e-6);
            int truth = fresh.ThreeClasses[i];
            right += Array.IndexOf(row, row.Max()) == truth + (truth > 0 ? 1 : 0) ? 1 : 0;
        }
        Assert.InRange(right, 400, 500);
    }

    [Fact]
    public void A_weight_of_two_counts_as_two_rows()
    {
        float[] twiceX = [.. Data.X, .. Data.X[..160]];
        int[] twiceY = [.. Data.TwoClasses, .. Data.TwoClasses[..40]];
        float[] weights = [.. Enumerable.Range(0, 120).Select(i => i < 40 ? 2f : 1f)];
        GradientBoosting weighted = GradientBoosting.Fit(Data.X, TreeData.Columns, Data.TwoClasses, 2, Six, weights);
        GradientBoosting repeated = GradientBoosting.Fit(twiceX, TreeData.Columns, twiceY, 2, Six);
        Assert.Equal(Positive(repeated, Data.X), Positive(weighted, Data.X), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Damaged_models_are_refused_or_loaded_and_never_break()
    {
        byte[] bytes = Bytes(Fit(Data.X, Six));
        var random = new Random(2);
        double[] scores = new double[20];
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                GradientBoosting.Load(new MemoryStream(damaged)).PredictScores(Data.Others, scores);
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
    public void Options_that_do_not_fit_are_refused()
    {
        Refused("MonotoneConstraints", Six with { MonotoneConstraints = [1] });
        Refused("CategoricalColumns", Six with { CategoricalColumns = [4] });
        Refused("LearningRate", Six with { LearningRate = double.NaN });
        Refused("ValidationFraction", Six with { ValidationFraction = 1 });

        static void Refused(string name, GradientBoostingOptions options) =>
            Assert.Contains(name, Assert.ThrowsAny<ArgumentException>(() => Fit(Data.X, options)).Message, StringComparison.Ordinal);
    }

    private static GradientBoosting Fit(float[] x, GradientBoostingOptions options) => GradientBoosting.Fit(
        x.AsSpan(0, TreeData.TrainingRows * TreeData.Columns), TreeData.Columns, Data.TwoClasses.AsSpan(0, TreeData.TrainingRows), 2, options);

    private static double[] Positive(GradientBoosting model, ReadOnlySpan<float> rows)
    {
        float[] probabilities = new float[2 * (rows.Length / model.Columns)];
        model.Predict(rows, probabilities);
        return [.. probabilities.Where((_, i) => i % 2 == 1).Select(p => (double)p)];
    }

    private static double LogLoss(GradientBoosting model, TreeData data) =>
        Positive(model, data.X).Zip(data.TwoClasses).Average(pair => -Math.Log(Math.Max(1e-12, pair.Second == 1 ? pair.First : 1 - pair.First)));

    private static byte[] Bytes(GradientBoosting model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
