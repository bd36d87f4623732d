namespace EmotionKit.Images;

/// <summary>Scales an image by a triangle filter, which is bilinear interpolation where it enlarges and takes in every pixel where it
/// reduces: Pillow's <c>BILINEAR</c>.</summary>
internal static class Resize
{
    /// <param name="source">height * width values.</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="toHeight">Rows of the result, 1 or more.</param>
    /// <param name="toWidth">Columns of the result, 1 or more.</param>
    public static float[] Triangle(ReadOnlySpan<float> source, int height, int width, int toHeight, int toWidth)
    {
        Weights across = Weights.Create(width, toWidth), down = Weights.Create(height, toHeight);
        float[] narrow = new float[height * toWidth];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = source.Slice(y * width, width);
            for (int x = 0; x < toWidth; x++)
            {
                double sum = 0;
                ReadOnlySpan<double> weights = across.Of(x);
                for (int i = 0; i < weights.Length; i++)
                    sum += weights[i] * row[across.First[x] + i];
                narrow[y * toWidth + x] = (float)sum;
            }
        }
        float[] result = new float[toHeight * toWidth];
        for (int y = 0; y < toHeight; y++)
        {
            ReadOnlySpan<double> weights = down.Of(y);
            for (int x = 0; x < toWidth; x++)
            {
                double sum = 0;
                for (int i = 0; i < weights.Length; i++)
                    sum += weights[i] * narrow[(down.First[y] + i) * toWidth + x];
                result[y * toWidth + x] = (float)sum;
            }
        }
        return result;
    }

    /// <summary>For each place of the result, the first place of the source that counts, and the weights from there on.</summary>
    private sealed class Weights(int[] first, int[] starts, double[] values)
    {
        public int[] First => first;

        public static Weights Create(int length, int to)
        {
            double scale = (double)length / to, support = Math.Max(1, scale);
            int[] first = new int[to], starts = new int[to + 1];
            var values = new List<double>();
            for (int i = 0; i < to; i++)
            {
                double center = (i + 0.5) * scale;
                int from = Math.Max(0, (int)(center - support + 0.5)), end = Math.Min(length, (int)(center + support + 0.5));
                double sum = 0;
                for (int j = from; j < end; j++)
                {
                    double weight = Math.Max(0, 1 - Math.Abs((j + 0.5 - center) / support));
                    values.Add(weight);
                    sum += weight;
                }
                first[i] = from;
                for (int j = starts[i]; j < values.Count; j++)
                    values[j] /= sum;
                starts[i + 1] = values.Count;
            }
            return new Weights(first, starts, [.. values]);
        }

        public ReadOnlySpan<double> Of(int place) => values.AsSpan(starts[place]..starts[place + 1]);
    }
}
