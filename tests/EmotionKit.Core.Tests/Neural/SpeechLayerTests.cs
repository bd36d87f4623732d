using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Layers that have no parameters, against NumPy and SciPy.</summary>
public class SpeechLayerTests
{
    private static readonly float[] Frames = [0.5f, -1, 2, 0.25f, 1.5f, 3, -0.75f, 1, 0.25f, -2, 4, 0.5f];

    /// <summary><c>numpy.quantile(x, [0, .1, .5, .9, 1], axis=0)</c></summary>
    [Fact]
    public void Quantiles_are_NumPys() => AssertClose(
        [-0.75f, -2, -0.25f, -1.5f, 1, 0.375f, 3, 2, 4, 3], Run(Shape(6), x => x.QuantilePooling([0, 0.1, 0.5, 0.9, 1])));

    [Fact]
    public void Rows_of_every_length_are_sorted()
    {
        var random = new Random(3);
        for (int frames = 1; frames <= 130; frames++)
        {
            float[] rows = [.. Enumerable.Range(0, frames * 3).Select(_ => (float)random.Next(-20, 20) / 4)];
            Network network = Network.Create(new NetworkBuilder(frames, 3).Input.QuantilePooling([0, 0.5, 1]).Build(), seed: 1);
            var joined = new float[9];
            network.Predict(rows, joined);
            for (int c = 0; c < 3; c++)
            {
                float[] sorted = [.. rows.Where((_, i) => i % 3 == c).Order()];
                float median = (sorted[(frames - 1) / 2] + sorted[frames / 2]) / 2;
                Assert.Equal([sorted[0], median, sorted[^1]], [joined[c], joined[3 + c], joined[6 + c]]);
            }
        }
    }

    /// <summary><c>scipy.signal.savgol_filter(x, 5, polyorder=k, deriv=k, axis=0, mode="nearest")</c>, k = 1 and 2, which
    /// <c>librosa.feature.delta(mode="nearest")</c> calls; over the norms of the filters, sqrt(10) / 10 and sqrt(14) / 7.</summary>
    [Fact]
    public void Deltas_are_SciPys_scaled_to_the_size_of_what_they_are_of()
    {
        double first = Math.Sqrt(10), second = 7 / Math.Sqrt(14);
        double[] velocity = [0.35, 0.925, -0.15, 0.8, -0.325, -0.125, 0.275, -0.45, 0.975, -0.55, 1.325, 0.15];
        double[] acceleration =
        [
            0.07142857142857106, 0.9642857142857142, -0.9285714285714288, -0.3571428571428573, -0.392857142857143, -1.8928571428571428, 1.6785714285714284,
            -0.21428571428571444, 1.0357142857142851, 1.3571428571428568, -0.8214285714285721, 0.5,
        ];
        float[] deltas = Run(Shape(6), x => x.Deltas(2, 5));
        AssertClose([.. Enumerable.Range(0, 36).Select(i => (i % 3) switch
        {
            0 => Frames[i / 3],
            1 => (float)(velocity[i / 3] * first),
            _ => (float)(acceleration[i / 3] * second),
        })], deltas);
    }

    [Fact]
    public void A_row_shorter_than_a_delta_is_wide_has_one() => AssertClose([0.5f, 0, -1, 0], Run(Shape(1), x => x.Deltas(1, 9)));

    [Fact]
    public void A_channel_that_became_NaN_has_no_quantile_and_the_others_have()
    {
        NetworkDefinition network = Define(Shape(6), x => x.QuantilePooling([0.5]));
        var layout = new ParameterLayout(network);
        var session = new Session(network, layout, withoutLast: false);
        (session.Pass.Weights, session.Pass.Threads) = (new ParameterValues(layout.Length), 1);
        Span<float> input = session.Begin(1, 6).Span;
        Frames.CopyTo(input);
        input[4] = float.NaN;
        Assert.Equal([float.NaN, 0.375f], session.Forward().Span.ToArray());
    }

    [Theory]
    [InlineData("""{"type":"quantilePooling","quantiles":[]}""", "quantiles")]
    [InlineData("""{"type":"quantilePooling","quantiles":[0.5,1.5]}""", "quantiles")]
    [InlineData("""{"type":"delta","width":4}""", "odd")]
    [InlineData("""{"type":"delta","width":3,"order":3}""", "Order")]
    public void Settings_out_of_range_are_refused_by_name(string layer, string name) => Assert.Contains(
        name, Assert.ThrowsAny<ArgumentException>(() => NetworkDefinition.FromJson($$"""{"input":[6,2],"layers":[{{layer}}]}""")).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Json_keeps_them()
    {
        NetworkDefinition network = Define(Shape(6), x => x.Deltas(1, 5).QuantilePooling([0.25, 1]));
        NetworkDefinition read = NetworkDefinition.FromJson(network.ToJson());
        Assert.Equal(network.Layers.Select(layer => layer.Spec), read.Layers.Select(layer => layer.Spec));
        Assert.NotEqual<LayerSpec>(new QuantilePoolingLayer { Quantiles = [0.25] }, new QuantilePoolingLayer { Quantiles = [0.5] });
    }

    private static Shape Shape(int frames) => new(frames, 2);

    private static NetworkDefinition Define(Shape shape, Func<NetworkNode, NetworkNode> layer) => layer(new NetworkBuilder(shape.ToArray()).Input).Build();

    private static float[] Run(Shape shape, Func<NetworkNode, NetworkNode> layer)
    {
        Network network = Network.Create(Define(shape, layer), seed: 1);
        var output = new float[network.OutputSize];
        network.Predict(Frames.AsSpan(0, (int)shape.Size), output);
        return output;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-6f);
    }
}
