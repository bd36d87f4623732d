using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public class PoolingTests
{
    private static readonly ConvGeometry[] Geometries =
    [
        new() { },
        new() { Batch = 3, InH = 26, InW = 26, InC = 32, OutC = 32, KH = 2, KW = 2, StrideH = 2, StrideW = 2 },
        new() { Batch = 2, InH = 7, InW = 9, InC = 19, OutC = 19, KH = 3, KW = 3, StrideH = 2, StrideW = 1, PadTop = 1, PadLeft = 2, PadRight = 1 },
        new() { Batch = 2, InW = 33, InC = 5, OutC = 5, KW = 3, DilationW = 2, PadLeft = 4, PadRight = 3 },
        new() { Batch = 0, InW = 4, InC = 5, OutC = 5, KW = 2 },
        new() { Batch = 1, InW = 2, InC = 1, OutC = 1, KW = 1, PadLeft = 2 },
    ];

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Geometries.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Windows_give_their_maximum_and_mean_and_take_their_gradients(int index)
    {
        ConvGeometry g = Geometries[index];
        float[] x = RandomNumbers.Create(g.InputLength, 1), dy = RandomNumbers.Create(g.OutputLength, 2);
        double[] max = new double[dy.Length], mean = new double[dy.Length], maxGradient = new double[x.Length], meanGradient = new double[x.Length];
        for (int i = 0; i < dy.Length; i++)
        {
            List<int> window = Window(g, i);
            if (window.Count == 0)
                continue;
            int best = window.MaxBy(place => x[place]);
            max[i] = x[best];
            maxGradient[best] += dy[i];
            mean[i] = window.Average(place => (double)x[place]);
            foreach (int place in window)
                meanGradient[place] += (double)dy[i] / window.Count;
        }
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            float[] y = new float[dy.Length], dx = new float[x.Length];
            int[] places = new int[dy.Length];
            Pooling.MaxForward(g, x, y, places, threads);
            Assert.InRange(RandomNumbers.Error(max, y), 0, 0);
            Pooling.MaxForward(g, x, y, [], threads);
            Assert.InRange(RandomNumbers.Error(max, y), 0, 0);
            Pooling.MaxBackward(g, dy, places, dx, threads);
            Assert.InRange(RandomNumbers.Error(maxGradient, dx), 0, 1e-6);
            Pooling.AverageForward(g, x, y, threads);
            Assert.InRange(RandomNumbers.Error(mean, y), 0, 1e-6);
            Pooling.AverageBackward(g, dy, dx, threads);
            Assert.InRange(RandomNumbers.Error(meanGradient, dx), 0, 1e-6);
        }
    }

    [Fact]
    public void Of_equal_numbers_the_first_takes_the_gradient()
    {
        var g = new ConvGeometry { InW = 4, KW = 4, InC = 1, OutC = 1 };
        int[] place = new int[1];
        Pooling.MaxForward(g, [1, 7, 7, 7], new float[1], place, 1);
        Assert.Equal([1], place);
    }

    [Fact]
    public void Not_a_number_comes_through()
    {
        var g = new ConvGeometry { InW = 4, KW = 4, InC = 1, OutC = 1 };
        float[] y = new float[1];
        Pooling.MaxForward(g, [1, float.NaN, 7, 7], y, [], 1);
        Assert.Equal([float.NaN], y);
    }

    private static List<int> Window(in ConvGeometry g, int output)
    {
        int c = output % g.OutC, ox = output / g.OutC % g.OutW, oy = output / g.OutC / g.OutW % g.OutH, n = output / g.OutC / g.OutW / g.OutH;
        var places = new List<int>();
        for (int ky = 0; ky < g.KH; ky++)
        {
            for (int kx = 0; kx < g.KW; kx++)
            {
                int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH, ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                if (iy >= 0 && iy < g.InH && ix >= 0 && ix < g.InW)
                    places.Add(((n * g.InH + iy) * g.InW + ix) * g.InC + c);
            }
        }
        return places;
    }
}
