using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public class RecurrentKernelTests
{
    /// <summary>Kind, batch, time, input, units, reverse, lengths.</summary>
    public static TheoryData<bool, int, int, int, int, bool, bool> Shapes { get; } = new()
    {
        { false, 1, 1, 1, 1, false, false }, { false, 3, 5, 4, 6, false, false }, { false, 5, 7, 3, 17, true, true }, { false, 9, 4, 20, 33, false, true },
        { false, 17, 3, 5, 16, true, false }, { false, 2, 0, 3, 4, false, false }, { false, 0, 3, 3, 4, false, false },
        { true, 1, 1, 1, 1, false, false }, { true, 3, 5, 4, 6, false, false }, { true, 5, 7, 3, 17, true, true }, { true, 9, 4, 20, 33, false, true },
        { true, 17, 3, 5, 16, true, false }, { true, 2, 0, 3, 4, false, false }, { true, 0, 3, 3, 4, false, false },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outputs_equal_the_equations_in_double_precision(bool gru, int batch, int time, int input, int units, bool reverse, bool lengths)
    {
        var layer = new RecurrentCase(new RecurrentGeometry(batch, time, input, units, reverse), gru, lengths);
        (double[] expected, double[] expectedLast) = layer.Forward();
        Results actual = Results.Run(layer, gru, threads: 2);
        Assert.InRange(RandomNumbers.Error(expected, actual.H), 0, 2e-6);
        Assert.InRange(RandomNumbers.Error(expectedLast, actual.Last), 0, 2e-6);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_equal_central_differences(bool gru, int batch, int time, int input, int units, bool reverse, bool lengths)
    {
        var layer = new RecurrentCase(new RecurrentGeometry(batch, time, input, units, reverse), gru, lengths);
        Results actual = Results.Run(layer, gru, threads: 2);
        for (int parameter = 0; parameter < 4; parameter++)
        {
            float[] gradient = actual.Gradients[parameter];
            foreach ((int place, double slope) in layer.Slopes(parameter, places: 25))
                Assert.InRange(Math.Abs(gradient[place] - slope), 0, 2e-5 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_bits_do_not_depend_on_the_threads_nor_on_what_is_kept(bool gru)
    {
        var layer = new RecurrentCase(new RecurrentGeometry(37, 9, 40, 48), gru, withLengths: true);
        Results one = Results.Run(layer, gru, threads: 1);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Results many = Results.Run(layer, gru, threads);
            Assert.Equal(one.H, many.H);
            Assert.Equal(one.Last, many.Last);
            Assert.Equal(one.Inferred, many.Inferred);
            for (int parameter = 0; parameter < 4; parameter++)
                Assert.Equal(one.Gradients[parameter], many.Gradients[parameter]);
        }
        Assert.Equal(one.H, one.Inferred);
    }

    private sealed record Results(float[] H, float[] Last, float[] Inferred, float[][] Gradients)
    {
        public static Results Run(RecurrentCase layer, bool gru, int threads)
        {
            RecurrentGeometry g = layer.Geometry;
            float[] h = new float[g.OutputLength], inferred = new float[g.OutputLength], last = new float[g.StateLength];
            float[] dx = new float[layer.X.Length], dKernel = new float[layer.Kernel.Length], dRecurrent = new float[layer.Recurrent.Length], dBias = new float[layer.Bias.Length];
            h.AsSpan().Fill(float.NaN);
            if (gru)
            {
                float[] saved = new float[GruKernel.SavedLength(g)];
                GruKernel.Forward(g, layer.X, layer.Kernel, layer.Recurrent, layer.Bias, layer.Lengths, h, last, saved, threads);
                GruKernel.Forward(g, layer.X, layer.Kernel, layer.Recurrent, layer.Bias, layer.Lengths, inferred, [], [], threads);
                GruKernel.Backward(
                    g, layer.X, layer.Kernel, layer.Recurrent, layer.Lengths, h, saved, layer.OutputWeights, layer.StateWeights, dx, dKernel, dRecurrent, dBias, threads);
            }
            else
            {
                float[] saved = new float[LstmKernel.SavedLength(g)];
                LstmKernel.Forward(g, layer.X, layer.Kernel, layer.Recurrent, layer.Bias, layer.Lengths, h, last, saved, threads);
                LstmKernel.Forward(g, layer.X, layer.Kernel, layer.Recurrent, layer.Bias, layer.Lengths, inferred, [], [], threads);
                LstmKernel.Backward(
                    g, layer.X, layer.Kernel, layer.Recurrent, layer.Lengths, h, saved, layer.OutputWeights, layer.StateWeights, dx, dKernel, dRecurrent, dBias, threads);
            }
            return new Results(h, last, inferred, [dx, dKernel, dRecurrent, dBias]);
        }
    }
}
