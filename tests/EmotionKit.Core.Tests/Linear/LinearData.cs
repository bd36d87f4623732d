namespace EmotionKit.Core.Tests.Linear;

/// <summary>Made-up rows for the linear models: overlapping Gaussian classes, columns of different scales.</summary>
internal sealed record LinearData(float[] X, int Columns, int[] Labels, int Classes, float[] Weights)
{
    public int Rows => Labels.Length;

    public static LinearData Make(int rows, int columns, int classes, long seed)
    {
        var random = new DeterministicRandom(seed);
        double[] centers = new double[classes * columns];
        for (int i = 0; i < centers.Length; i++)
            centers[i] = 0.7 * random.NextGaussian();
        float[] x = new float[rows * columns];
        int[] labels = new int[rows];
        float[] weights = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            // Unbalanced on purpose: the first class twice as often as the others.
            labels[i] = Math.Max(0, random.Next(classes + 1) - 1);
            weights[i] = (float)random.NextDouble(0.25, 3);
            for (int j = 0; j < columns; j++)
                x[i * columns + j] = (float)((centers[labels[i] * columns + j] + random.NextGaussian()) * Scale(j) + 10 * Scale(j) * (j % 3));
        }
        return new LinearData(x, columns, labels, classes, weights);
    }

    public float[] Permute(int[] order)
    {
        float[] permuted = new float[X.Length];
        for (int i = 0; i < order.Length; i++)
            Array.Copy(X, order[i] * Columns, permuted, i * Columns, Columns);
        return permuted;
    }

    private static double Scale(int column) => Math.Pow(10, column % 5 - 2);
}
