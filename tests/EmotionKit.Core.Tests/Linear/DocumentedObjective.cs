using EmotionKit.Linear;

namespace EmotionKit.Core.Tests.Linear;

/// <summary>The objective as the options' documentation states it, written plainly: sum of weighted log losses plus L2 / 2 * ||w||^2.</summary>
internal static class DocumentedObjective
{
    public static double Value(ReadOnlySpan<double> weights, ReadOnlySpan<double> intercepts, LinearData data, SoftmaxRegressionOptions options)
    {
        double sum = 0;
        for (int i = 0; i < data.Rows; i++)
        {
            double[] p = Probabilities(weights, intercepts, data, i);
            sum -= RowWeight(data, options, i) * Math.Log(p[data.Labels[i]]);
        }
        foreach (double w in weights)
            sum += 0.5 * options.L2 * w * w;
        return sum;
    }

    /// <summary>Per row, with weights of standardised features where the options say so.</summary>
    public static double LargestGradient(SoftmaxRegression model, LinearData data, SoftmaxRegressionOptions options)
    {
        double largest = 0;
        double total = data.Weights.Sum();
        for (int j = 0; j < data.Columns; j++)
        {
            double mean = 0, variance = 0;
            for (int i = 0; i < data.Rows; i++)
                mean += data.Weights[i] * data.X[i * data.Columns + j] / total;
            for (int i = 0; i < data.Rows; i++)
                variance += data.Weights[i] * Math.Pow(data.X[i * data.Columns + j] - mean, 2) / total;
            double deviation = Math.Sqrt(variance);
            (mean, double unit) = options.Standardize ? (mean, deviation) : (0, 1);
            for (int k = 0; k < data.Classes; k++)
            {
                double gradient = options.L2 * model.Weights[k * data.Columns + j] * unit;
                for (int i = 0; i < data.Rows; i++)
                    gradient += Residual(model, data, options, i, k) * (data.X[i * data.Columns + j] - mean) / unit;
                // In units of the feature's deviation, so that one bound suits all columns.
                largest = Math.Max(largest, Math.Abs(gradient / total) * unit / deviation);
            }
        }
        for (int k = 0; k < data.Classes; k++)
        {
            double gradient = 0;
            for (int i = 0; i < data.Rows; i++)
                gradient += Residual(model, data, options, i, k);
            largest = Math.Max(largest, Math.Abs(gradient / total));
        }
        return largest;
    }

    private static double Residual(SoftmaxRegression model, LinearData data, SoftmaxRegressionOptions options, int row, int k) =>
        RowWeight(data, options, row)
        * (Probabilities(model.Weights, model.Intercepts, data, row)[k] - (data.Labels[row] == k ? 1 : 0));

    private static double RowWeight(LinearData data, SoftmaxRegressionOptions options, int row)
    {
        if (options.ClassWeights == ClassWeighting.None)
            return data.Weights[row];
        double ofClass = data.Weights.Where((_, i) => data.Labels[i] == data.Labels[row]).Sum(w => (double)w);
        return data.Weights[row] * data.Weights.Sum(w => (double)w) / (data.Classes * ofClass);
    }

    private static double[] Probabilities(ReadOnlySpan<double> weights, ReadOnlySpan<double> intercepts, LinearData data, int row)
    {
        double[] z = intercepts.ToArray();
        for (int k = 0; k < z.Length; k++)
        {
            for (int j = 0; j < data.Columns; j++)
                z[k] += weights[k * data.Columns + j] * data.X[row * data.Columns + j];
        }
        double sum = z.Sum(Math.Exp);
        return z.Select(v => Math.Exp(v) / sum).ToArray();
    }
}
