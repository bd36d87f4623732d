namespace EmotionKit.Tabular;

/// <summary>The nearest rows of some rows.</summary>
/// <param name="K">How many each has.</param>
/// <param name="Rows">[query, k]: indices of rows, nearest first; of equally near ones the lower index first.</param>
/// <param name="SquaredDistances">[query, k].</param>
internal sealed record Neighbors(int K, int[] Rows, double[] SquaredDistances)
{
    public ReadOnlySpan<int> Of(int query) => Rows.AsSpan(query * K, K);
}
