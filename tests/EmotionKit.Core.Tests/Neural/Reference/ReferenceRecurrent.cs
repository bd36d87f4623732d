using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>LSTM and GRU, step by step, from their equations.</summary>
internal static class ReferenceRecurrent
{
    public delegate void Step(double[] x, double[] h, double[] c, double[] kernel, double[] recurrent, double[] bias);

    public static RowValue Run(RecurrentLayer layer, RowValue x, Func<string, double[]> p, Step step)
    {
        double[][] forward = Outputs(layer, x, p("kernel"), p("recurrent"), p("bias"), reverse: false, step);
        double[][] backward = layer.Bidirectional
            ? Outputs(layer, x, p("backwardKernel"), p("backwardRecurrent"), p("backwardBias"), reverse: true, step)
            : [.. forward.Select(_ => Array.Empty<double>())];
        double[][] frames = [.. forward.Zip(backward, (a, b) => (double[])[.. a, .. b])];
        return layer.ReturnSequences
            ? new RowValue([.. frames.SelectMany(f => f)], [frames.Length, frames[0].Length])
            : new RowValue([.. forward[^1], .. backward[0]], [frames[0].Length]);
    }

    // Hochreiter and Schmidhuber 1997, Gers et al. 2000: i, f, g, o.
    public static void LstmStep(double[] x, double[] h, double[] c, double[] kernel, double[] recurrent, double[] bias)
    {
        int n = h.Length;
        double[] a = [.. Enumerable.Range(0, 4 * n).Select(j => bias[j] + Product(x, kernel, j, 4 * n) + Product(h, recurrent, j, 4 * n))];
        for (int u = 0; u < n; u++)
        {
            c[u] = Sigmoid(a[n + u]) * c[u] + Sigmoid(a[u]) * Math.Tanh(a[2 * n + u]);
            h[u] = Sigmoid(a[3 * n + u]) * Math.Tanh(c[u]);
        }
    }

    // ONNX's GRU with linear_before_reset: z, r, candidate.
    public static void GruStep(double[] x, double[] h, double[] c, double[] kernel, double[] recurrent, double[] bias)
    {
        int n = h.Length;
        double[] input = [.. Enumerable.Range(0, 3 * n).Select(j => bias[j] + Product(x, kernel, j, 3 * n))];
        double[] state = [.. Enumerable.Range(0, 3 * n).Select(j => bias[3 * n + j] + Product(h, recurrent, j, 3 * n))];
        for (int u = 0; u < n; u++)
        {
            double z = Sigmoid(input[u] + state[u]), r = Sigmoid(input[n + u] + state[n + u]);
            h[u] = (1 - z) * Math.Tanh(input[2 * n + u] + r * state[2 * n + u]) + z * h[u];
        }
    }

    private static double[][] Outputs(RecurrentLayer layer, RowValue x, double[] kernel, double[] recurrent, double[] bias, bool reverse, Step step)
    {
        double[] h = new double[layer.Units], c = new double[layer.Units];
        double[][] outputs = new double[x.Frames][];
        for (int s = 0; s < x.Frames; s++)
        {
            int t = reverse ? x.Frames - 1 - s : s;
            step(x.Data[(t * x.Channels)..((t + 1) * x.Channels)], h, c, kernel, recurrent, bias);
            outputs[t] = [.. h];
        }
        return outputs;
    }

    private static double Product(double[] x, double[] matrix, int column, int width) => x.Select((v, i) => v * matrix[i * width + column]).Sum();

    private static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
}
