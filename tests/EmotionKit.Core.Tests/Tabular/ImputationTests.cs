using EmotionKit.Tabular;

namespace EmotionKit.Core.Tests.Tabular;

public sealed class ImputationTests
{
    private const float Nan = float.NaN;

    // SimpleImputer(strategy=...).fit(X).statistics_ of scikit-learn 1.2 on [[1, 200, 5], [2, nan, 5], [4, 180, 5], [nan, 500, 5], [9, 210, 5], [16, 190, 5]]
    [Theory]
    [InlineData(ImputationStrategy.Mean, new[] { 6.4f, 256, 5 })]
    [InlineData(ImputationStrategy.Median, new[] { 4f, 200, 5 })]
    [InlineData(ImputationStrategy.MostFrequent, new[] { 1f, 180, 5 })]
    [InlineData(ImputationStrategy.Constant, new[] { -1f, -1, -1 })]
    public void Values_equal_scikit_learn(ImputationStrategy strategy, float[] expected)
    {
        var data = new NumberMatrix([1, 200, 5, 2, Nan, 5, 4, 180, 5, Nan, 500, 5, 9, 210, 5, 16, 190, 5], 6, 3, null);
        Assert.Equal(expected, FillValues.Learn(data, new() { Strategy = strategy, Constant = -1 }, 1, TestContext.Current.CancellationToken));
    }

    // KNNImputer(n_neighbors=2, weights=...).fit_transform(X) of scikit-learn 1.2
    [Theory]
    [InlineData(false, new[] { 1f, 2, 6, 3, 4, 3, 5.5f, 6, 5, 8, 8, 7, 2, 4, 9, 7, 1, 1 })]
    [InlineData(true, new[] { 1f, 2, 7, 3, 4, 3, 5.5f, 6, 5, 8, 8, 7, 2, 2.8f, 9, 7, 1, 1 })]
    public void Nearest_rows_equal_scikit_learn(bool weighted, float[] expected)
    {
        float[] x = [1, 2, Nan, 3, 4, 3, Nan, 6, 5, 8, 8, 7, 2, Nan, 9, 7, 1, 1];
        var imputer = new NearestImputer(new NumberMatrix(x, 6, 3, null), 2, weighted);
        float[] filled = new float[x.Length];
        for (int row = 0; row < x.Length; row += 3)
            imputer.Fill(x.AsSpan(row, 3), filled.AsSpan(row, 3));
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(expected[i], filled[i], 1e-5f);
    }

    [Fact]
    public void Nearest_rows_are_those_of_a_plain_search()
    {
        var random = new Random(5);
        const int rows = 203, columns = 4, k = 3;
        float[] x = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(5) == 0 ? Nan : random.Next(20))];
        var imputer = new NearestImputer(new NumberMatrix(x, rows, columns, null), k, weighted: false);
        for (int query = 0; query < 40; query++)
        {
            float[] row = [.. Enumerable.Range(0, columns).Select(_ => random.Next(3) == 0 ? Nan : random.Next(20))];
            float[] filled = new float[columns];
            imputer.Fill(row, filled);
            for (int column = 0; column < columns; column++)
            {
                if (!float.IsNaN(row[column]))
                {
                    Assert.Equal(row[column], filled[column]);
                    continue;
                }
                (double Distance, int Row)[] donors =
                [
                    .. Enumerable.Range(0, rows).Where(r => !float.IsNaN(x[r * columns + column]))
                        .Select(r => (Distance(row, x.AsSpan(r * columns, columns)), r)).Where(pair => !double.IsNaN(pair.Item1)).Order().Take(k),
                ];
                double expected = donors.Length > 0
                    ? donors.Average(pair => x[pair.Row * columns + column])
                    : x.Where((v, i) => i % columns == column && !float.IsNaN(v)).Average(v => (double)v);
                Assert.Equal(expected, filled[column], 1e-4);
            }
        }
    }

    [Fact]
    public void A_column_without_values_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new NearestImputer(new NumberMatrix([1, Nan, 2, Nan], 2, 2, null), 1, false));

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        int common = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (float.IsNaN(a[i]) || float.IsNaN(b[i]))
                continue;
            sum += Math.Pow((double)a[i] - b[i], 2);
            common++;
        }
        return common == 0 ? double.NaN : sum / common * a.Length;
    }
}
