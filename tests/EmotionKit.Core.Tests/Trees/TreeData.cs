namespace EmotionKit.Core.Tests.Trees;

/// <summary>Rows that any language can make alike, for numbers from other libraries.</summary>
/// <remarks>
/// The oracle numbers of this folder come from scikit-learn 1.2.1 and XGBoost 1.7.4 on the first 100 of these rows, made by
/// <code>
/// def data(n, columns, seed):
///     s, values = seed, []
///     for _ in range(n * (columns + 1)):
///         s = (s * 1103515245 + 12345) % 2**31
///         values.append(s / 2**31)
///     v = np.array(values).reshape(n, columns + 1).astype('float32')
///     x, e = v[:, :columns], v.astype(float)
///     return x, np.floor((e[:, 0] + e[:, 1] * e[:, 2] + 0.5 * e[:, columns]) / 0.7).astype(int).clip(0, 2)
/// x, y3 = data(120, 4, 7); y = (y3 > 0).astype(int)
/// </code>
/// </remarks>
internal sealed class TreeData
{
    public const int Columns = 4;
    public const int TrainingRows = 100;

    private TreeData(float[] x, int[] threeClasses)
    {
        X = x;
        ThreeClasses = threeClasses;
        TwoClasses = Array.ConvertAll(threeClasses, label => label > 0 ? 1 : 0);
    }

    /// <summary>[row, column], 120 rows.</summary>
    public float[] X { get; }

    public int[] ThreeClasses { get; }

    public int[] TwoClasses { get; }

    public ReadOnlySpan<float> Training => X.AsSpan(0, TrainingRows * Columns);

    public ReadOnlySpan<float> Others => X.AsSpan(TrainingRows * Columns);

    public static TreeData Make(int rows = 120, long seed = 7)
    {
        float[] x = new float[rows * Columns];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < Columns; j++)
                x[i * Columns + j] = Next(ref seed);
            double noise = Next(ref seed);
            ReadOnlySpan<float> row = x.AsSpan(i * Columns, Columns);
            labels[i] = Math.Clamp((int)Math.Floor(((double)row[0] + (double)row[1] * row[2] + 0.5 * noise) / 0.7), 0, 2);
        }
        return new TreeData(x, labels);
    }

    private static float Next(ref long state)
    {
        state = (state * 1103515245 + 12345) % (1L << 31);
        return (float)(state / (double)(1L << 31));
    }
}
