using EmotionKit.Neural;
using EmotionKit.Onnx;
using EmotionKit.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>A network of random weights, run by its own forward pass and, exported, by ONNX Runtime.</summary>
internal sealed class ExportedNetwork
{
    private readonly NetworkDefinition _definition;
    private readonly ParameterLayout _layout;
    private readonly ParameterValues _values;

    public ExportedNetwork(NetworkDefinition definition, int seed)
    {
        _definition = definition;
        _layout = new ParameterLayout(definition);
        _values = new ParameterValues(_layout.Length);
        ParameterInitializer.Fill(_layout, _values, seed);
        var random = new Random(seed);
        foreach (ParameterSlot slot in _layout.Slots)
        {
            // What begins at 0 or 1 is as if it had been trained, so that nothing is right by being neutral.
            if (slot.Spec.Start is not (ParameterStart.Zeros or ParameterStart.Ones or ParameterStart.ForgetGateOnes))
                continue;
            foreach (ref float value in _values.Of(slot))
                value = slot.Spec.Name == "variance" ? 0.3f + 2 * random.NextSingle() : value + 0.5f * random.NextNormal();
        }
        Model = NetworkExporter.Export(definition, Weights, new NetworkExportOptions());
    }

    public byte[] Model { get; }

    /// <summary>The largest difference of the two, relative where values are above 1.</summary>
    /// <param name="rows">Values of all rows, channels last.</param>
    /// <param name="batch">Number of rows.</param>
    /// <param name="time">Frames of a row, where the network leaves them open.</param>
    public double Difference(float[] rows, int batch, int time)
    {
        float[] expected = Forward(rows, batch, time), actual = Run(rows, batch, time);
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(float.IsFinite(expected[i]), $"value {i} of our own forward pass is {expected[i]}");
            Assert.True(float.IsFinite(actual[i]), $"value {i} of ONNX Runtime is {actual[i]}, expected {expected[i]}");
            largest = Math.Max(largest, Math.Abs((double)expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i])));
        }
        return largest;
    }

    private float[] Weights(string layer, string parameter) =>
        _values.Of(_layout.Slots.Single(slot => slot.Name == $"{layer}.{parameter}")).ToArray();

    private float[] Forward(float[] rows, int batch, int time)
    {
        var session = new Session(_definition, _layout, withoutLast: false);
        session.Pass.Weights = _values;
        Tensor input = session.Begin(batch, time);
        int length = rows.Length / batch;
        for (int row = 0; row < batch; row++)
            rows.AsSpan(row * length, length).CopyTo(input.Row(row));
        if (_definition.HasVariableTime)
            input.Lengths.AsSpan(0, batch).Fill(time);
        return session.Forward().Span.ToArray();
    }

    private float[] Run(float[] rows, int batch, int time)
    {
        using var session = new InferenceSession(Model);
        long[] shape = [batch, .. _definition.InputShape!.Value.ToArray().Select(size => (long)(size == Shape.Variable ? time : size))];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(rows, shape);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["Features"], [input], ["Score"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
