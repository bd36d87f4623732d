using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

/// <summary>A recurrent layer in double precision, by the equations, with a loss whose gradients are central differences.</summary>
/// <remarks>The loss is the sum of outputs and last states times fixed weights, so that those weights are what the backward pass is given.</remarks>
internal sealed class RecurrentCase
{
    private readonly bool _gru;

    public RecurrentCase(RecurrentGeometry geometry, bool gru, bool withLengths)
    {
        Geometry = geometry;
        _gru = gru;
        int gates = gru ? 3 : 4;
        X = RandomNumbers.Create(geometry.InputLength, 1);
        Kernel = Half(RandomNumbers.Create(geometry.Input * gates * geometry.Units, 2));
        Recurrent = Half(RandomNumbers.Create(geometry.Units * gates * geometry.Units, 3));
        Bias = RandomNumbers.Create((gru ? 6 : 4) * geometry.Units, 4);
        OutputWeights = RandomNumbers.Create(geometry.OutputLength, 5);
        StateWeights = RandomNumbers.Create(geometry.StateLength, 6);
        Lengths = withLengths ? [.. Enumerable.Range(0, geometry.Batch).Select(i => i * 3 % (geometry.Time + 1))] : [];
    }

    public RecurrentGeometry Geometry { get; }

    public float[] X { get; }

    public float[] Kernel { get; }

    public float[] Recurrent { get; }

    public float[] Bias { get; }

    public float[] OutputWeights { get; }

    public float[] StateWeights { get; }

    public int[] Lengths { get; }

    public (double[] H, double[] Last) Forward() => Forward(Wide(X), Wide(Kernel), Wide(Recurrent), Wide(Bias));

    /// <summary>Central differences of the loss at some places of a parameter: 0 x, 1 kernel, 2 recurrent, 3 bias.</summary>
    public IEnumerable<(int Place, double Slope)> Slopes(int parameter, int places)
    {
        double[][] parameters = [Wide(X), Wide(Kernel), Wide(Recurrent), Wide(Bias)];
        double[] varied = parameters[parameter];
        for (int i = 0; i < varied.Length; i += Math.Max(1, varied.Length / places))
        {
            const double step = 1e-5;
            double kept = varied[i];
            varied[i] = kept + step;
            double above = Loss(parameters);
            varied[i] = kept - step;
            double below = Loss(parameters);
            varied[i] = kept;
            yield return (i, (above - below) / (2 * step));
        }
    }

    private double Loss(double[][] parameters)
    {
        (double[] h, double[] last) = Forward(parameters[0], parameters[1], parameters[2], parameters[3]);
        double sum = 0;
        for (int i = 0; i < h.Length; i++)
            sum += h[i] * OutputWeights[i];
        for (int i = 0; i < last.Length; i++)
            sum += last[i] * StateWeights[i];
        return sum;
    }

    private (double[] H, double[] Last) Forward(double[] x, double[] kernel, double[] recurrent, double[] bias)
    {
        RecurrentGeometry g = Geometry;
        double[] h = new double[g.OutputLength], last = new double[g.StateLength];
        for (int r = 0; r < g.Batch; r++)
        {
            double[] state = new double[g.Units], cell = new double[g.Units];
            int steps = Lengths.Length == 0 ? g.Time : Lengths[r];
            for (int s = 0; s < steps; s++)
            {
                int at = r * g.Time + (g.Reverse ? steps - 1 - s : s);
                double[] step = x[(at * g.Input)..((at + 1) * g.Input)];
                if (_gru)
                    state = GruStep(step, state, kernel, recurrent, bias);
                else
                    (state, cell) = LstmStep(step, state, cell, kernel, recurrent, bias);
                state.CopyTo(h, at * g.Units);
            }
            state.CopyTo(last, r * g.Units);
        }
        return (h, last);
    }

    private (double[] State, double[] Cell) LstmStep(double[] x, double[] state, double[] cell, double[] kernel, double[] recurrent, double[] bias)
    {
        int units = Geometry.Units;
        double[] z = Product(x, kernel, 4 * units), own = Product(state, recurrent, 4 * units), next = new double[units], nextCell = new double[units];
        for (int u = 0; u < units; u++)
        {
            double Gate(int gate) => z[gate * units + u] + own[gate * units + u] + bias[gate * units + u];
            nextCell[u] = Sigmoid(Gate(1)) * cell[u] + Sigmoid(Gate(0)) * Math.Tanh(Gate(2));
            next[u] = Sigmoid(Gate(3)) * Math.Tanh(nextCell[u]);
        }
        return (next, nextCell);
    }

    private double[] GruStep(double[] x, double[] state, double[] kernel, double[] recurrent, double[] bias)
    {
        int units = Geometry.Units;
        double[] z = Product(x, kernel, 3 * units), own = Product(state, recurrent, 3 * units), next = new double[units];
        for (int u = 0; u < units; u++)
        {
            double Input(int gate) => z[gate * units + u] + bias[gate * units + u];
            double Own(int gate) => own[gate * units + u] + bias[(3 + gate) * units + u];
            double update = Sigmoid(Input(0) + Own(0));
            double candidate = Math.Tanh(Input(2) + Sigmoid(Input(1) + Own(1)) * Own(2));
            next[u] = (1 - update) * candidate + update * state[u];
        }
        return next;
    }

    private static double[] Product(double[] row, double[] matrix, int columns)
    {
        double[] product = new double[columns];
        for (int i = 0; i < row.Length; i++)
        {
            for (int j = 0; j < columns; j++)
                product[j] += row[i] * matrix[i * columns + j];
        }
        return product;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Wide(float[] values) => [.. values.Select(value => (double)value)];

    private static float[] Half(float[] values) => [.. values.Select(value => value / 2)];
}
