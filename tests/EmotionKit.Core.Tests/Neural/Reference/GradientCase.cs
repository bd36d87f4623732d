using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>A network with random weights on random rows; the quantity that is differentiated is a random combination of the outputs.</summary>
internal sealed class GradientCase
{
    private const double Step = 1e-6;
    private readonly NetworkDefinition _network;
    private readonly ParameterLayout _layout;
    private readonly ParameterValues _weights;
    private readonly ParameterValues _gradients;
    private readonly List<RowValue> _rows;
    private readonly List<double[]> _mix = [];
    private readonly float[][] _outputs;

    private GradientCase(NetworkDefinition network, int[] frames)
    {
        _network = network;
        _layout = new ParameterLayout(network);
        _weights = new ParameterValues(_layout.Length);
        _gradients = new ParameterValues(_layout.TrainableLength);
        var random = new DeterministicRandom(7);
        foreach (ParameterSlot slot in _layout.Slots)
        {
            foreach (ref float value in _weights.Of(slot))
                value = (float)(slot.Name.EndsWith("variance", StringComparison.Ordinal) ? random.NextDouble(0.5, 2) : random.NextDouble(-1, 1));
        }
        Shape shape = network.InputShape!.Value;
        _rows = [.. frames.Select(f => Row(shape, f, ref random))];
        foreach (RowValue output in Reference())
            _mix.Add(Random(output.Data.Length, ref random));
        _outputs = Run();
    }

    public static GradientCase Make(NetworkDefinition network, int[] frames) => new(network, frames);

    public void CheckOutputs()
    {
        List<RowValue> expected = Reference();
        for (int r = 0; r < _rows.Count; r++)
            Near(expected[r].Data, _outputs[r], $"row {r}", 2e-5);
    }

    /// <summary>Without training, twice on the same memory, which is given free as soon as it has been read.</summary>
    public void CheckInference()
    {
        List<RowValue> expected = new ReferenceNetwork(_network, Parameters()).Forward(_rows, training: false);
        var session = new Session(_network, _layout, withoutLast: false);
        session.Pass.Weights = _weights;
        for (int time = 0; time < 2; time++)
        {
            Load(session);
            Tensor output = session.Forward();
            for (int r = 0; r < _rows.Count; r++)
                Near(expected[r].Data, output.Valid(r).ToArray(), $"row {r}", 2e-5);
        }
    }

    public void CheckParameterGradients()
    {
        Dictionary<string, double[]> parameters = Parameters();
        foreach (ParameterSlot slot in _layout.Slots.Where(slot => slot.Spec.Trainable))
            Near(Differences(parameters[slot.Name], () => Mixed(parameters, _rows)), _gradients.Of(slot).ToArray(), slot.Name, 2e-4);
    }

    /// <summary>A network does not give its input's gradient, so a dense layer of the identity is put before it: the gradient of its kernel
    /// is the input's, projected on the input.</summary>
    public void CheckInputGradients()
    {
        Dictionary<string, double[]> parameters = Parameters();
        int channels = _network.InputShape!.Value.Last;
        var first = new NetworkLayer("identity", new DenseLayer { Units = channels, UseBias = false }, [NetworkDefinition.InputName]);
        NetworkLayer[] layers =
            [first, .. _network.Layers.Select(layer => layer with { Inputs = [.. layer.Inputs.Select(i => i == NetworkDefinition.InputName ? "identity" : i)] })];
        var extended = new NetworkDefinition(_network.InputShape, layers);
        var test = new GradientCase(extended, [1, 5]);
        foreach (ParameterSlot slot in test._layout.Slots)
        {
            Span<float> values = test._weights.Of(slot);
            if (slot.Name == "identity.kernel")
            {
                values.Clear();
                for (int c = 0; c < channels; c++)
                    values[c * channels + c] = 1;
            }
            else
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)parameters[slot.Name][i];
            }
        }
        test.Run();
        test.CheckParameterGradients();
    }

    private static RowValue Row(Shape shape, int frames, ref DeterministicRandom random)
    {
        int[] sizes = shape.ToArray();
        if (shape.HasVariable)
            sizes[0] = frames;
        double[] data = Random(sizes.Aggregate(1, (a, b) => a * b), ref random);
        // Fixed sequences end in zeros, and have some at their beginning and inside, for masking to find.
        if (!shape.HasVariable && shape.Rank == 2)
        {
            Array.Clear(data, frames * sizes[1], data.Length - frames * sizes[1]);
            if (frames > 1)
                Array.Clear(data, frames % 2 * 2 * sizes[1], sizes[1]);
        }
        return new RowValue([.. data.Select(v => (double)(float)v)], sizes);
    }

    private static double[] Random(int count, ref DeterministicRandom random)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
            value = random.NextDouble(-1.5, 1.5);
        return values;
    }

    private float[][] Run()
    {
        var session = new Session(_network, _layout, withoutLast: false);
        session.Pass.Training = true;
        session.Pass.Threads = 2;
        // Batch normalisation writes its running averages: into a copy.
        var weights = new ParameterValues(_layout.Length);
        _weights.Span.CopyTo(weights.Span);
        session.Pass.Weights = weights;
        session.Pass.Gradients = _gradients;
        Load(session);
        Tensor output = session.Forward();
        float[][] outputs = [.. Enumerable.Range(0, _rows.Count).Select(r => output.Valid(r).ToArray())];
        float[] mix = new float[output.Length];
        for (int r = 0; r < _rows.Count; r++)
        {
            Assert.Equal(_mix[r].Length, outputs[r].Length);
            for (int i = 0; i < _mix[r].Length; i++)
                mix[r * output.RowSize + i] = (float)_mix[r][i];
        }
        session.Backward(mix);
        return outputs;
    }

    private void Load(Session session)
    {
        Tensor input = session.Begin(_rows.Count, _rows.Max(row => row.Shape[0]));
        for (int r = 0; r < _rows.Count; r++)
        {
            for (int i = 0; i < _rows[r].Data.Length; i++)
                input.Row(r)[i] = (float)_rows[r].Data[i];
            if (input.Lengths is not null)
                input.Lengths[r] = _rows[r].Shape[0];
        }
    }

    private Dictionary<string, double[]> Parameters() =>
        _layout.Slots.ToDictionary(slot => slot.Name, slot => _weights.Of(slot).ToArray().Select(v => (double)v).ToArray());

    private List<RowValue> Reference() => new ReferenceNetwork(_network, Parameters()).Forward(_rows, training: true);

    private double Mixed(Dictionary<string, double[]> parameters, List<RowValue> rows) =>
        new ReferenceNetwork(_network, parameters).Forward(rows, training: true).Select((row, r) => row.Data.Zip(_mix[r], (a, b) => a * b).Sum()).Sum();

    private static double[] Differences(double[] at, Func<double> value)
    {
        double[] slopes = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double kept = at[i];
            at[i] = kept + Step;
            double above = value();
            at[i] = kept - Step;
            slopes[i] = (above - value()) / (2 * Step);
            at[i] = kept;
        }
        return slopes;
    }

    private static void Near(double[] expected, float[] actual, string what, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = 1 + expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what} [{i}]: expected {expected[i]:R}, got {actual[i]:R}.");
    }
}
