using EmotionKit.Tabular;

namespace EmotionKit.Core.Tests.Tabular;

public sealed class RowResamplerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // n = 120; i = numpy.arange(n); y = ((i * i) % 7 < 2).astype(int)
    // X = numpy.stack([(i * 37) % 101 + i * 0.0137, (i * i * 7) % 89 + i * 0.0071, ((i * 11) % 23) * 3 + i * 0.0053], 1).astype(numpy.float32)
    private static readonly SampleSet Oracle = new()
    {
        Features =
        [
            .. Enumerable.Range(0, 120).SelectMany(i => new[]
            {
                (float)(i * 37 % 101 + i * 0.0137), (float)(i * i * 7 % 89 + i * 0.0071), (float)(i * 11 % 23 * 3 + i * 0.0053),
            }),
        ],
        Columns = 3,
        Labels = [.. Enumerable.Range(0, 120).Select(i => i * i % 7 < 2 ? 1 : 0)],
        ClassNames = ["False", "True"],
        Origin = [.. Enumerable.Range(0, 120)],
        ColumnNames = ["a", "b", "c"],
    };

    public static TheoryData<string> Seeded => new() { "smote", "smoteNc", "borderline1", "borderline2", "adasyn", "over", "under", "smoteEnn" };

    // imblearn 0.10: TomekLinks(sampling_strategy=...).fit_resample(X, y), rows not in sample_indices_
    [Theory]
    [InlineData(CleaningScope.NotMinority, "10 24 30 31 33 37 38 47 53 54 61 65 67 68 86 93 96 107")]
    [InlineData(CleaningScope.All, "6 10 13 15 24 28 30 31 33 34 35 37 38 41 42 47 49 50 53 54 56 57 61 65 67 68 69 76 86 93 96 104 106 107 111 119")]
    public void Tomek_links_are_those_of_imbalanced_learn(CleaningScope scope, string gone) =>
        Assert.Equal(gone, Gone(new TomekLinks { Scope = scope }));

    // imblearn 0.10: EditedNearestNeighbours(sampling_strategy=..., kind_sel=...), likewise
    [Theory]
    [InlineData(CleaningScope.NotMinority, EditingRule.Mode, "5 10 17 23 25 26 33 40 52 53 54 61 67 68 79 82 86 87 93 94 96 103 117")]
    [InlineData(
        CleaningScope.NotMinority,
        EditingRule.All,
        "2 3 4 5 9 10 12 16 17 18 23 24 25 26 30 31 32 33 37 38 40 44 45 47 51 52 53 54 59 60 61 65 67 68 72 73 74 79 80 81 82 86 87 88 89 93 94 95 96 100 101 103 107 108 109 115 116 117")]
    [InlineData(
        CleaningScope.All,
        EditingRule.Mode,
        "0 5 6 7 8 10 13 15 17 20 21 23 25 26 28 29 33 35 40 42 48 49 50 52 53 54 56 57 61 63 64 67 68 69 70 71 76 78 79 82 83 84 86 87 90 91 92 93 94 96 97 103 104 105 106 112 117 119")]
    public void Edited_neighbours_are_those_of_imbalanced_learn(CleaningScope scope, EditingRule rule, string gone) =>
        Assert.Equal(gone, Gone(new EditedNearestNeighbours { Scope = scope, Rule = rule }));

    // The rows that imblearn 0.10's BorderlineSMOTE finds in danger (m_neighbors=10).
    [Theory]
    [InlineData(BorderlineKind.Borderline1)]
    [InlineData(BorderlineKind.Borderline2)]
    public void Borderline_smote_begins_from_the_rows_in_danger(BorderlineKind kind)
    {
        int[] danger =
        [
            0, 1, 6, 7, 8, 13, 15, 20, 21, 27, 28, 29, 34, 35, 36, 42, 43, 48, 49, 50, 55, 56, 57, 62, 63, 64, 69, 70, 76, 77, 78, 83, 84, 90, 91, 92, 97, 98, 99,
            104, 105, 106, 111, 112, 113, 119,
        ];
        SampleSet made = new BorderlineSmote { Kind = kind, Strategy = Counts("True", 900) }.Resample(Oracle, 2, Cancellation);
        Assert.Equal(danger, made.Origin[120..].Distinct().Order());
        int towardsOthers = 0;
        for (int row = 120; row < made.Rows; row++)
        {
            int origin = made.Origin[row];
            bool own = Nearest(origin, r => Oracle.Labels[r] == 1, 5).Any(n => IsBetween(made.Row(row), Oracle.Row(origin), Oracle.Row(n), 1));
            bool others = Nearest(origin, r => Oracle.Labels[r] == 0, 5).Any(n => IsBetween(made.Row(row), Oracle.Row(origin), Oracle.Row(n), 0.5));
            Assert.True(own || (others && kind == BorderlineKind.Borderline2), $"row {row} lies on no segment to a neighbour");
            towardsOthers += others ? 1 : 0;
        }
        Assert.Equal(kind == BorderlineKind.Borderline2, towardsOthers > 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Smote_rows_lie_between_a_row_and_one_of_its_true_neighbours(int neighbors)
    {
        SampleSet made = new Smote { Neighbors = neighbors, Strategy = Counts("True", 600) }.Resample(Oracle, 2, Cancellation);
        Assert.Equal(68 + 600, made.Rows);
        Assert.Equal(Oracle.Features, made.Features[..Oracle.Features.Length]);
        var used = new HashSet<(int, int)>();
        for (int row = 120; row < made.Rows; row++)
        {
            Assert.Equal(1, made.Labels[row]);
            int origin = made.Origin[row];
            Assert.Equal(1, Oracle.Labels[origin]);
            int[] towards = [.. Nearest(origin, r => Oracle.Labels[r] == 1, neighbors).Where(n => IsBetween(made.Row(row), Oracle.Row(origin), Oracle.Row(n), 1))];
            Assert.NotEmpty(towards);
            used.Add((origin, towards[0]));
        }
        // Every row and every neighbour has its turn.
        Assert.Equal(52, used.Select(pair => pair.Item1).Distinct().Count());
        Assert.True(used.Count > Math.Min(48, 40 * neighbors), $"{used.Count} segments");
    }

    // numpy.rint(r * 200) of the ratios that imblearn 0.10's ADASYN computes; it gives 320 rows in all
    [Fact]
    public void Adasyn_gives_rows_by_the_share_of_neighbours_in_other_classes()
    {
        SampleSet made = new Adasyn { Strategy = Counts("True", 252) }.Resample(Oracle, 2, Cancellation);
        int[] minority = Oracle.RowsOf(1);
        Assert.Equal(AdasynNumbers, minority.Select(row => made.Origin[120..].Count(origin => origin == row)));
        for (int row = 120; row < made.Rows; row++)
            Assert.Contains(Nearest(made.Origin[row], r => Oracle.Labels[r] == 1, 5), n => IsBetween(made.Row(row), Oracle.Row(made.Origin[row]), Oracle.Row(n), 1));
    }

    [Fact]
    public void SmoteNc_takes_nominal_values_from_neighbours_and_measures_them_as_imbalanced_learn()
    {
        // X[:, 2] = (i * 11) % 4; SMOTENC(categorical_features=[2]).fit(X, y).median_std_ is the median of the deviations of the other columns.
        float[] features = [.. Oracle.Features.Select((value, i) => i % 3 == 2 ? i / 3 * 11 % 4 : value)];
        SampleSet samples = Oracle with { Features = features };
        foreach (SmoteNc smote in new SmoteNc[] { new() { NominalColumns = [2] }, new() { NominalColumnNames = ["c"] } })
        {
            SampleSet made = (smote with { Strategy = Counts("True", 400) }).Resample(samples, 2, Cancellation);
            for (int row = 120; row < made.Rows; row++)
            {
                int origin = made.Origin[row];
                int[] near = NearestMixed(samples, origin, 5);
                float[] values = [.. near.Select(n => samples.Row(n)[2])];
                int most = values.Max(v => values.Count(o => o == v));
                Assert.Equal(most, values.Count(v => v == made.Row(row)[2]));
                Assert.Contains(near, n => IsBetween(made.Row(row)[..2], samples.Row(origin)[..2], samples.Row(n)[..2], 1));
            }
        }
    }

    [Fact]
    public void Random_samplers_give_the_numbers_asked_for()
    {
        SampleSet over = new RandomOverSampler().Resample(Oracle, 1, Cancellation);
        Assert.Equal([68, 68], over.Counts());
        Assert.Equal(Enumerable.Range(0, 120), over.Origin[..120]);
        SampleSet under = new RandomUnderSampler { Strategy = SamplingStrategy.OfCounts(new Dictionary<string, int> { ["false"] = 30 }) }.Resample(Oracle, 1, Cancellation);
        Assert.Equal([30, 52], under.Counts());
        Assert.Equal(under.Origin.Distinct().Order(), under.Origin);
        SampleSet repeated = new RandomUnderSampler { Replacement = true }.Resample(Oracle, 1, Cancellation);
        Assert.Equal([52, 52], repeated.Counts());
        Assert.True(repeated.Origin.Distinct().Count() < repeated.Rows);
        for (int row = 0; row < over.Rows; row++)
        {
            Assert.Equal(Oracle.Row(over.Origin[row]), over.Row(row));
            Assert.Equal(Oracle.Labels[over.Origin[row]], over.Labels[row]);
        }
    }

    [Fact]
    public void Ratios_are_of_minority_over_majority()
    {
        Assert.Equal([68, 61], new Smote { Strategy = SamplingStrategy.OfRatio(0.9) }.Resample(Oracle, 1, Cancellation).Counts());
        Assert.Equal([57, 52], new RandomUnderSampler { Strategy = SamplingStrategy.OfRatio(0.9) }.Resample(Oracle, 1, Cancellation).Counts());
        Assert.Contains("only adds", Assert.Throws<ArgumentException>(() => new Smote { Strategy = SamplingStrategy.OfRatio(0.5) }.Resample(Oracle, 1, Cancellation)).Message);
        Assert.Contains("only takes", Assert.Throws<ArgumentException>(() => new RandomUnderSampler { Strategy = SamplingStrategy.OfRatio(0.5) }.Resample(Oracle, 1, Cancellation)).Message);
    }

    [Fact]
    public void Sequences_are_their_steps_one_after_the_other()
    {
        SampleSet smote = new Smote().Resample(Oracle, 1, Cancellation);
        SampleSet cleaned = new TomekLinks { Scope = CleaningScope.All }.Resample(smote, 1, Cancellation);
        SampleSet both = ResamplingSequence.SmoteTomek().Resample(Oracle, 1, Cancellation);
        Assert.Equal(cleaned.Features, both.Features);
        Assert.Equal(cleaned.Origin, both.Origin);
        Assert.True(both.Rows < smote.Rows);
    }

    [Fact]
    public void Duplicates_leave_their_first_row()
    {
        SampleSet samples = Oracle with
        {
            Features = [1, 2, float.NaN, 1, 2, float.NaN, 1, 2, 3, 1, 2, float.NaN],
            Labels = [0, 0, 0, 1],
            Origin = [0, 1, 2, 3],
        };
        Assert.Equal([0, 2, 3], new RemoveDuplicates().Resample(samples, 1, Cancellation).Origin);
        Assert.Equal([0, 2], new RemoveDuplicates { IgnoreLabel = true }.Resample(samples, 1, Cancellation).Origin);
    }

    [Theory, MemberData(nameof(Seeded))]
    public void Same_seed_same_bits_for_any_number_of_threads(string name)
    {
        SampleSet one = Find(name, 5).Resample(Oracle, 1, Cancellation);
        SampleSet many = Find(name, 5).Resample(Oracle, 7, Cancellation);
        Assert.Equal(one.Features, many.Features);
        Assert.Equal(one.Origin, many.Origin);
        Assert.NotEqual(one.Features, Find(name, 6).Resample(Oracle, 1, Cancellation).Features);
    }

    [Fact]
    public void Too_few_rows_one_class_and_missing_values_are_errors_that_say_so()
    {
        SampleSet few = Oracle.Take([0, 1, 6, .. Oracle.RowsOf(0)]);
        foreach (RowResampler resampler in new RowResampler[] { new Smote(), new SmoteNc { NominalColumns = [0] }, new BorderlineSmote(), new Adasyn() })
        {
            string message = Assert.Throws<ArgumentException>(() => resampler.Resample(few, 1, Cancellation)).Message;
            Assert.Contains("class 'True': expected at least 6 rows for 5 neighbours, got 3", message);
        }
        SampleSet single = Oracle.Take(Oracle.RowsOf(0));
        foreach (string name in Seeded.Select(row => row.Data).Append("tomek"))
            Assert.Contains("at least two classes, got only 'False'", Assert.Throws<ArgumentException>(() => Find(name, 1).Resample(single, 1, Cancellation)).Message);
        float[] features = [.. Oracle.Features];
        features[7] = float.NaN;
        SampleSet missing = Oracle with { Features = features };
        string text = Assert.Throws<ArgumentException>(() => new Smote().Resample(missing, 1, Cancellation)).Message;
        Assert.Contains("slot 1 ('b') of row 2", text);
        Assert.Equal([68, 68], new RandomOverSampler().Resample(missing, 1, Cancellation).Counts());
        Assert.Contains("no class 'Tru'; did you mean 'True'?", Assert.Throws<ArgumentException>(() => new Smote { Strategy = Counts("Tru", 100) }.Resample(Oracle, 1, Cancellation)).Message);
    }

    private static int[] AdasynNumbers { get; } = [5, 1, 4, 4, 5, 5, 4, 5, 5, 4, 2, 4, 6, 5, 2, 2, 4, 2, 5, 2, 5, 5, 5, 4, 4, 6, 2, 5, 4, 5, 4, 2, 5, 4, 4, 5, 5, 1, 2, 5, 4, 2, 4, 4, 4, 2, 6, 2, 5, 4, 1, 4];

    private static RowResampler Find(string name, long seed) => name switch
    {
        "smote" => new Smote { Seed = seed },
        "smoteNc" => new SmoteNc { Seed = seed, NominalColumns = [1] },
        "borderline1" => new BorderlineSmote { Seed = seed },
        "borderline2" => new BorderlineSmote { Seed = seed, Kind = BorderlineKind.Borderline2 },
        "adasyn" => new Adasyn { Seed = seed, Strategy = Counts("True", 300) },
        "over" => new RandomOverSampler { Seed = seed },
        "under" => new RandomUnderSampler { Seed = seed },
        "tomek" => new TomekLinks(),
        _ => ResamplingSequence.SmoteEnn(new Smote { Seed = seed, Strategy = Counts("True", 300) }),
    };

    private static SamplingStrategy Counts(string name, int count) => SamplingStrategy.OfCounts(new Dictionary<string, int> { [name] = count });

    private static string Gone(RowResampler resampler)
    {
        SampleSet kept = resampler.Resample(Oracle, 2, Cancellation);
        return string.Join(" ", Enumerable.Range(0, 120).Except(kept.Origin));
    }

    private static int[] Nearest(int row, Func<int, bool> among, int k) =>
    [
        .. Enumerable.Range(0, 120).Where(r => r != row && among(r)).OrderBy(r => Distance(Oracle.Row(row), Oracle.Row(r))).ThenBy(r => r).Take(k),
    ];

    private static int[] NearestMixed(SampleSet samples, int row, int k)
    {
        double median = Enumerable.Range(0, 2).Select(j => Deviation([.. samples.RowsOf(1).Select(r => samples.Row(r)[j])])).Average();
        return
        [
            .. samples.RowsOf(1).Where(r => r != row)
                .OrderBy(r => Distance(samples.Row(row)[..2], samples.Row(r)[..2]) + (samples.Row(row)[2] == samples.Row(r)[2] ? 0 : median * median / 2)).Take(k),
        ];
    }

    private static double Deviation(float[] values)
    {
        double mean = values.Average(v => (double)v);
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
            sum += Math.Pow((double)a[j] - b[j], 2);
        return sum;
    }

    /// <summary>Whether a point is on the way from one to another, a part of it at most.</summary>
    private static bool IsBetween(ReadOnlySpan<float> point, ReadOnlySpan<float> from, ReadOnlySpan<float> to, double part)
    {
        double way = Math.Sqrt(Distance(from, to));
        double first = Math.Sqrt(Distance(from, point)), second = Math.Sqrt(Distance(point, to));
        return first <= part * way * (1 + 1e-5) && Math.Abs(first + second - way) <= 1e-5 * way;
    }
}
