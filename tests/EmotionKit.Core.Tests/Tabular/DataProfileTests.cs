using EmotionKit.Tabular;

namespace EmotionKit.Core.Tests.Tabular;

public sealed class DataProfileTests
{
    // i = numpy.arange(40); x = ((i * 17) % 23).astype(float); y = (i * i) % 31 + i * 0.5; z = ((i * 7) % 11).astype(float)
    // x[[3, 11]] = nan; y[[5, 11]] = nan; a = (i * 5) % 3; b = (i * i) % 4
    private static readonly float[] X = [.. Enumerable.Range(0, 40).Select(i => i is 3 or 11 ? float.NaN : i * 17 % 23)];
    private static readonly float[] Y = [.. Enumerable.Range(0, 40).Select(i => i is 5 or 11 ? float.NaN : i * i % 31 + i * 0.5f)];
    private static readonly float[] Z = [.. Enumerable.Range(0, 40).Select(i => (float)(i * 7 % 11))];

    private static readonly DataProfile Profile = DataProfiler.Profile(
        new Table(
            [
                new NumberColumn("x", X),
                new NumberColumn("y", Y),
                new NumberColumn("z", Z),
                new CategoryColumn("a", [.. Enumerable.Range(0, 40).Select(i => i * 5 % 3)], ["p", "q", "r"]),
                new CategoryColumn("b", [.. Enumerable.Range(0, 40).Select(i => i * i % 4)], ["s", "t"]),
                new FlagColumn("Label", [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0)]),
            ],
            40),
        new() { IqrFactor = 0.5, TopValues = 2 },
        threads: 2,
        TestContext.Current.CancellationToken);

    // scipy.stats.pearsonr, spearmanr on the rows that have both values
    [Fact]
    public void Correlations_equal_scipy()
    {
        Assert.Equal(["x", "y", "z", "Label"], Profile.Pearson.Columns);
        Assert.Equal(0.042488327160025825, Profile.Pearson.Values[0][1], 1e-9);
        Assert.Equal(0.054200059460302034, Profile.Spearman.Values[1][0], 1e-12);
        Assert.Equal(0.17315009470535986, Profile.Pearson.Values[0][2], 1e-12);
        Assert.Equal(0.16015258260450307, Profile.Spearman.Values[2][0], 1e-12);
        Assert.Equal(1, Profile.Pearson.Values[2][2], 1e-12);
    }

    // scipy.stats.contingency.association(table of a and b, method="cramer")
    [Fact]
    public void Cramers_v_equals_scipy()
    {
        Assert.Equal(["a", "b", "Label"], Profile.CramersV.Columns);
        Assert.Equal(0.06201736729460423, Profile.CramersV.Values[0][1], 1e-12);
        Assert.Equal(1, Profile.CramersV.Values[1][1], 1e-12);
        Assert.Equal(1, Correlation.CramersV([0, 1, 1, 0, -1], 2, [3, 0, 0, 3, 1], 4), 1e-12);
        Assert.True(double.IsNaN(Correlation.CramersV([0, 0, 0], 2, [0, 1, 0], 2)));
    }

    // numpy: mean, std(ddof=1), percentile; and a count beyond half a distance of the quartiles
    [Fact]
    public void Numbers_equal_numpy()
    {
        ColumnProfile x = Profile.Columns[0];
        Assert.Equal(2, x.Missing);
        Assert.Equal(0.05, x.MissingShare, 1e-12);
        Assert.Equal(X.Where(v => !float.IsNaN(v)).Distinct().Count(), x.Distinct);
        NumberSummary n = x.Numbers!;
        double[] expected = [11.605263157894736, 6.808339376383304, 0.0, 0.8500000000000001, 6.25, 11.5, 17.0, 21.15, 22.0];
        double[] actual = [n.Mean, n.StandardDeviation, n.P1, n.P5, n.P25, n.Median, n.P75, n.P95, n.P99];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(10, Profile.Columns[1].Numbers!.Outliers);
        Assert.Equal(X.Count(v => v == 0), n.Zeros);
    }

    [Fact]
    public void Categories_and_the_balance_of_the_label_are_counted()
    {
        Assert.Equal([new ValueCount("p", 14, 0.35), new ValueCount("q", 13, 0.325)], Profile.Columns[3].Top);
        Assert.Equal([new ValueCount("false", 30, 0.75), new ValueCount("true", 10, 0.25)], Profile.Label!.Classes);
    }

    // sklearn.metrics.roc_auc_score(i % 3 == 0, z)
    [Fact]
    public void The_area_under_the_curve_equals_scikit_learn() =>
        Assert.Equal(0.532967032967033, Ranks.Auc([.. Z.Select(v => (double)v)], [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0)]), 1e-12);

    [Fact]
    public void Columns_that_give_the_label_away_are_named_and_others_are_not()
    {
        const int rows = 600;
        var random = new Random(8);
        bool[] label = [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0)];
        var table = new Table(
            [
                new FlagColumn("Label", label),
                new NumberColumn("collected later", [.. label.Select(l => (l ? 1f : 0) + (float)random.NextDouble() * 0.5f)]),
                new NumberColumn("in the middle", [.. label.Select(l => l ? 5 + (float)random.NextDouble() : (float)random.NextDouble() + (random.Next(2) == 0 ? 0 : 9))]),
                new CategoryColumn("state", [.. label.Select(l => l ? random.Next(2) : 2 + random.Next(2))], ["a", "b", "c", "d"]),
                new NumberColumn("closed on", [.. label.Select(l => l ? random.Next(100) : float.NaN)]),
                new NumberColumn("noise", [.. label.Select(_ => (float)random.NextDouble())]),
                new CategoryColumn("name", [.. Enumerable.Range(0, rows)], [.. Enumerable.Range(0, rows).Select(i => $"n{i}")]),
                new NumberColumn("same", new float[rows]),
                new NumberColumn("nothing", [.. Enumerable.Repeat(float.NaN, rows)]),
            ],
            rows);
        DataProfile profile = DataProfiler.Profile(table, new(), 2, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                ("collected later", ProfileRemarkKind.GivesLabelAway), ("in the middle", ProfileRemarkKind.GivesLabelAway), ("state", ProfileRemarkKind.GivesLabelAway),
                ("closed on", ProfileRemarkKind.GivesLabelAway), ("closed on", ProfileRemarkKind.MissingGivesLabelAway), ("name", ProfileRemarkKind.Identifier),
                ("same", ProfileRemarkKind.Constant), ("nothing", ProfileRemarkKind.AllMissing),
            ],
            profile.Remarks.Select(remark => (remark.Column, remark.Kind)));
        // A column in which every value is another one tells nothing of other rows.
        Assert.InRange(profile.Columns[6].LabelAuc!.Value, 0.3, 0.6);
        Assert.InRange(profile.Columns[5].LabelAuc!.Value, 0.35, 0.65);
        Assert.All(profile.Remarks, remark => Assert.Contains(remark.Column, remark.Message));
    }

    [Fact]
    public void Copies_of_earlier_rows_are_counted()
    {
        var table = new Table(
            [new NumberColumn("n", [1, 1, float.NaN, float.NaN, 0f, -0f]), new CategoryColumn("c", [0, 0, -1, -1, 0, 0], ["x"]), new FlagColumn("f", new bool[6])], 6);
        Assert.Equal([false, true, false, true, false, true], DuplicateRows.Find(table));
    }

    [Fact]
    public void No_rows_an_unknown_label_and_infinite_numbers_are_errors()
    {
        Assert.Throws<ArgumentException>(() => Run(new Table([new NumberColumn("n", [])], 0), null));
        Assert.Contains("did you mean 'number'?", Assert.Throws<ArgumentException>(() => Run(new Table([new NumberColumn("number", [1])], 1), "numbr")).Message);
        Assert.Contains("infinite one in row 1", Assert.Throws<ArgumentException>(() => Run(new Table([new NumberColumn("n", [1, float.PositiveInfinity])], 2), null)).Message);

        static DataProfile Run(Table table, string? label) => DataProfiler.Profile(table, new() { LabelColumnName = label }, 1, TestContext.Current.CancellationToken);
    }
}
