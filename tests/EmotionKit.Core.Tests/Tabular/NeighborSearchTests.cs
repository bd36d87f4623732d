using EmotionKit.Numerics;
using EmotionKit.Tabular;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Tabular;

public sealed class NeighborSearchTests
{
    public static TheoryData<int, int, int, string> Shapes => new()
    {
        { 2, 1, 1, "normal" },
        { 40, 3, 5, "normal" },
        { 700, 2, 7, "grid" },
        { 700, 5, 6, "normal" },
        { 513, 10, 5, "skewed" },
        { 600, 6, 40, "normal" },
        { 300, 33, 4, "normal" },
        { 400, 3, 9, "equal" },
        { 300, 4, 5, "huge" },
        { 300, 4, 5, "tiny" },
        { 300, 4, 5, "vanishing" },
        { 200, 6, 3, "far from zero" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Both_searches_find_what_a_sort_of_all_distances_finds(int rows, int columns, int k, string kind)
    {
        float[] points = Make(rows, columns, kind, seed: 3);
        float[] queries = Make(17, columns, kind, seed: 4);
        var searches = new List<NeighborSearch> { new KdTree(points, rows, columns) };
        if (kind != "huge")
            searches.Add(new BruteForceSearch(points, rows, columns));
        foreach (NeighborSearch search in searches)
        {
            Neighbors own = search.OfAllRows(Math.Min(k, rows - 1), 2, TestContext.Current.CancellationToken);
            for (int row = 0; row < rows; row++)
                Assert.Equal(Expected(points, rows, columns, points.AsSpan(row * columns, columns), row, own.K), own.Of(row).ToArray());
            Neighbors others = search.OfPoints(queries, 17, k, 2, TestContext.Current.CancellationToken);
            for (int q = 0; q < 17; q++)
                Assert.Equal(Expected(points, rows, columns, queries.AsSpan(q * columns, columns), -1, k), others.Of(q).ToArray());
        }
    }

    [Fact]
    public void Neighbours_equal_scikit_learn()
    {
        NpyArray x = Npy.Read(TestData.Require("reference", "knn.x.npy"));
        long[] expected = Npy.Read(TestData.Require("reference", "knn.index.npy")).ToInt64s();
        Neighbors found = NeighborSearch.Create(x.ToSingles(), x.Shape[0], x.Shape[1]).OfAllRows(5, 2, TestContext.Current.CancellationToken);
        for (int row = 0; row < x.Shape[0]; row++)
            Assert.Equal(expected[(row * 6 + 1)..(row * 6 + 6)].Select(i => (int)i), found.Of(row).ToArray());
    }

    [Fact]
    public void Some_rows_find_what_they_find_among_all()
    {
        var search = new KdTree(Make(700, 5, "grid", 6), 700, 5);
        int[] some = [650, 3, 3, 12, 699, .. Enumerable.Range(100, 90), 0];
        Neighbors all = search.OfAllRows(6, 2, TestContext.Current.CancellationToken), found = search.OfRows(some, 6, 2, TestContext.Current.CancellationToken);
        for (int i = 0; i < some.Length; i++)
            Assert.Equal(all.Of(some[i]).ToArray(), found.Of(i).ToArray());
    }

    [Fact]
    public void Any_number_of_threads_finds_the_same()
    {
        Assert.IsType<BruteForceSearch>(NeighborSearch.Create(Make(900, 20, "normal", 5), 900, 20));
        foreach (NeighborSearch search in new[] { NeighborSearch.Create(Make(900, 20, "normal", 5), 900, 20), new KdTree(Make(900, 8, "grid", 5), 900, 8) })
            AssertSameForAnyThreads(search);
    }

    private static void AssertSameForAnyThreads(NeighborSearch search)
    {
        Neighbors one = search.OfAllRows(4, 1, TestContext.Current.CancellationToken);
        Neighbors many = search.OfAllRows(4, 7, TestContext.Current.CancellationToken);
        Assert.Equal(one.Rows, many.Rows);
        Assert.Equal(one.SquaredDistances, many.SquaredDistances);
    }

    [Fact]
    public void More_neighbours_than_other_rows_are_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NeighborSearch.Create([1, 2, 3], 3, 1).OfAllRows(3, 1, TestContext.Current.CancellationToken));

    private static float[] Make(int rows, int columns, string kind, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * columns).Select(i => kind switch
        {
            "grid" => random.Next(6),
            "equal" => i / columns % 3 == 0 ? 1 : random.Next(2),
            "skewed" => (float)Math.Exp(3 * random.NextDouble() * (i % columns)),
            "huge" => (float)((random.NextDouble() - 0.5) * 6e38),
            "tiny" => (float)(random.NextDouble() * 1e-30),
            "vanishing" => (float)(random.NextDouble() * 1e-22),
            "far from zero" => 1e6f + random.Next(50),
            _ => (float)(random.NextDouble() + random.NextDouble() - 1),
        })];
    }

    private static int[] Expected(float[] points, int rows, int columns, ReadOnlySpan<float> query, int self, int k)
    {
        var all = new List<(double Distance, int Row)>();
        for (int row = 0; row < rows; row++)
        {
            double sum = 0;
            for (int j = 0; j < columns; j++)
                sum += Math.Pow((double)query[j] - points[row * columns + j], 2);
            if (row != self)
                all.Add((sum, row));
        }
        all.Sort();
        return [.. all.Take(k).Select(pair => pair.Row)];
    }
}
