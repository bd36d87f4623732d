using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public class ConvolutionTests
{
    private static readonly ConvGeometry[] Geometries =
    [
        new() { },
        new() { Batch = 2, InH = 28, InW = 28, InC = 1, OutC = 32, KH = 3, KW = 3 },
        new() { Batch = 3, InH = 13, InW = 13, InC = 32, OutC = 64, KH = 3, KW = 3 },
        new() { Batch = 3, InW = 65, InC = 20, OutC = 33, KW = 5, PadLeft = 2, PadRight = 2 },
        new() { Batch = 2, InW = 19, InC = 3, OutC = 7, KW = 3, PadLeft = 4, DilationW = 2 },
        new() { Batch = 2, InW = 9, InC = 3, OutC = 5, KW = 3, PadLeft = 4, PadRight = 5 },
        new() { Batch = 2, InH = 9, InW = 8, InC = 5, OutC = 9, KH = 3, KW = 2, StrideH = 2, StrideW = 3, PadTop = 1, PadRight = 1 },
        new() { Batch = 2, InH = 9, InW = 8, InC = 6, OutC = 9, KH = 3, KW = 2, PadTop = 1, PadBottom = 2, PadLeft = 1, Groups = 3 },
        new() { Batch = 2, InH = 9, InW = 8, InC = 4, OutC = 80, KH = 2, KW = 3, DilationH = 3, DilationW = 2, Groups = 2, StrideH = 2 },
        new() { Batch = 2, InH = 7, InW = 10, InC = 19, OutC = 19, KH = 3, KW = 3, PadTop = 1, PadBottom = 1, PadLeft = 1, PadRight = 1, Groups = 19 },
        new() { Batch = 2, InH = 7, InW = 10, InC = 16, OutC = 16, KH = 3, KW = 3, StrideH = 2, StrideW = 2, PadLeft = 2, Groups = 16 },
        new() { Batch = 2, InH = 4, InW = 4, InC = 4, OutC = 8, KH = 3, KW = 3, Groups = 4 },
        new() { Batch = 0, InH = 4, InW = 4, InC = 2, OutC = 3, KH = 3, KW = 3 },
        new() { Batch = 1, InH = 3, InW = 3, InC = 2, OutC = 3, KH = 1, KW = 1, PadTop = 2, PadRight = 1 },
    ];

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Geometries.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_gradients_equal_sums_in_double_precision(int index)
    {
        ConvGeometry g = Geometries[index];
        var (x, weights, bias, dy) = Inputs(g);
        double[] y = new double[g.OutputLength], dx = new double[g.InputLength], dWeights = new double[g.WeightLength], dBias = new double[g.OutC];
        Visit(g, (input, weight, output) =>
        {
            y[output] += (double)x[input] * weights[weight];
            dx[input] += (double)dy[output] * weights[weight];
            dWeights[weight] += (double)dy[output] * x[input];
        });
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Max(0, y[i] + bias[i % g.OutC]);
            dBias[i % g.OutC] += dy[i];
        }
        Results actual = Results.Run(g, x, weights, bias, dy, threads: 2);
        Assert.InRange(RandomNumbers.Error(y, actual.Y), 0, 2e-6);
        Assert.InRange(RandomNumbers.Error(dx, actual.Dx), 0, 2e-6);
        Assert.InRange(RandomNumbers.Error(dWeights, actual.DWeights), 0, 4e-6);
        Assert.InRange(RandomNumbers.Error(dBias, actual.DBias), 0, 4e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_bits_do_not_depend_on_the_threads(int index)
    {
        ConvGeometry g = Geometries[index];
        var (x, weights, bias, dy) = Inputs(g);
        Results one = Results.Run(g, x, weights, bias, dy, threads: 1);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Results many = Results.Run(g, x, weights, bias, dy, threads);
            Assert.Equal(one.Y, many.Y);
            Assert.Equal(one.Dx, many.Dx);
            Assert.Equal(one.DWeights, many.DWeights);
            Assert.Equal(one.DBias, many.DBias);
        }
    }

    [Fact]
    public void A_kernel_larger_than_its_input_is_refused()
    {
        var g = new ConvGeometry { InW = 4, KW = 5 };
        ArgumentException error = Assert.Throws<ArgumentException>(() => Convolution.Forward(g, new float[4], new float[5], [], Activation.None, [], 1));
        Assert.Contains("larger than the padded input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_refused()
    {
        var g = new ConvGeometry { InC = 4, OutC = 6, Groups = 4 };
        ArgumentException error = Assert.Throws<ArgumentException>(() => Convolution.Forward(g, new float[4], new float[6], [], Activation.None, new float[6], 1));
        Assert.Contains("Groups", error.Message, StringComparison.Ordinal);
    }

    private static (float[] X, float[] Weights, float[] Bias, float[] Dy) Inputs(in ConvGeometry g) => (
        RandomNumbers.Create(g.InputLength, 1), RandomNumbers.Create(g.WeightLength, 2), RandomNumbers.Create(g.OutC, 3), RandomNumbers.Create(g.OutputLength, 4));

    /// <summary>Every product of the definition: places of an input, a weight and an output.</summary>
    private static void Visit(ConvGeometry g, Action<int, int, int> product)
    {
        int groupIn = g.InC / g.Groups, groupOut = g.OutC / g.Groups;
        for (int n = 0; n < g.Batch; n++)
            for (int oy = 0; oy < g.OutH; oy++)
                for (int ox = 0; ox < g.OutW; ox++)
                    for (int o = 0; o < g.OutC; o++)
                        for (int ky = 0; ky < g.KH; ky++)
                            for (int kx = 0; kx < g.KW; kx++)
                            {
                                int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH, ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                                if (iy < 0 || iy >= g.InH || ix < 0 || ix >= g.InW)
                                    continue;
                                for (int c = 0; c < groupIn; c++)
                                {
                                    product(
                                        ((n * g.InH + iy) * g.InW + ix) * g.InC + o / groupOut * groupIn + c,
                                        ((ky * g.KW + kx) * groupIn + c) * g.OutC + o,
                                        ((n * g.OutH + oy) * g.OutW + ox) * g.OutC + o);
                                }
                            }
    }

    private sealed record Results(float[] Y, float[] Dx, float[] DWeights, float[] DBias)
    {
        public static Results Run(in ConvGeometry g, float[] x, float[] weights, float[] bias, float[] dy, int threads)
        {
            var results = new Results(new float[g.OutputLength], new float[g.InputLength], new float[g.WeightLength], new float[g.OutC]);
            foreach (float[] result in new[] { results.Y, results.Dx, results.DWeights, results.DBias })
                result.AsSpan().Fill(float.NaN);
            Convolution.Forward(g, x, weights, bias, Activation.Relu, results.Y, threads);
            Convolution.BackwardInput(g, dy, weights, results.Dx, threads);
            Convolution.BackwardWeights(g, x, dy, results.DWeights, results.DBias, threads);
            return results;
        }
    }
}
