using EmotionKit.Neural.Kernels;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public unsafe class MathFunctionTests
{
    private delegate V Function<V>(V x);

    [Fact]
    public void Errors_stay_within_their_units_in_the_last_place_on_every_vector_path()
    {
        Check<SimdScalar<float>>();
        Check<Simd128<float>>();
        Check<Simd256<float>>();
        Check<Simd512<float>>();
    }

    [Fact]
    public void Far_arguments_give_the_limits_and_not_a_number_comes_through()
    {
        float[] y = new float[3];
        Activations.Sigmoid([-1e30f, 1e30f, float.NaN], y);
        Assert.Equal([y[0], 1, float.NaN], y);
        Assert.InRange(y[0], 0, 1e-37);
        Activations.Tanh([-1e30f, 1e30f, float.NaN], y);
        Assert.Equal(-1, y[0], 1e-6);
        Assert.Equal(1, y[1], 1e-6);
        Assert.Equal(float.NaN, y[2]);
        Activations.Exp([-1e30f, 0, float.NaN], y);
        Assert.Equal([y[0], 1, float.NaN], y);
        Assert.InRange(y[0], 0, 1.2e-38);
    }

    [Fact]
    public void Gelu_and_its_slope_equal_those_of_pytorch()
    {
        // x = torch.tensor([-6., -2., -.5, 0., .5, 2., 6.], requires_grad=True); y = F.gelu(x); y.sum().backward()
        float[] x = [-6, -2, -0.5f, 0, 0.5f, 2, 6], y = new float[7], slope = new float[7];
        Activations.Gelu(x, y);
        Activations.GeluBackward(x, [1, 1, 1, 1, 1, 1, 1], slope);
        double[] expected = [-5.919e-9, -0.0455002, -0.154268771, 0, 0.345731229, 1.9544998, 6];
        double[] expectedSlope = [-3.546e-8, -0.0852318481, 0.132504895, 0.5, 0.86749506, 1.08523178, 1];
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(expected[i], y[i], 2e-6);
            Assert.Equal(expectedSlope[i], slope[i], 2e-6);
        }
    }

    private static void Check<V>()
        where V : unmanaged, ISimd<V, float>
    {
        Assert.InRange(LargestError<V>(MathFunctions.Exp, Math.Exp, -87.3f, 88.3f), 0, 2);
        Assert.InRange(LargestError<V>(MathFunctions.Sigmoid, x => 1 / (1 + Math.Exp(-x)), -87, 30), 0, 3);
        Assert.InRange(LargestError<V>(MathFunctions.Tanh, Math.Tanh, -20, 20), 0, 6);
        Assert.InRange(LargestError<V>(MathFunctions.Tanh, Math.Tanh, -0.01f, 0.01f), 0, 6);
        Assert.InRange(LargestError<V>(MathFunctions.Erf, Erf, -2.5f, 2.5f), 0, 7);
        Assert.InRange(LargestError<V>(MathFunctions.Erf, Erf, -0.01f, 0.01f), 0, 7);
    }

    private static double LargestError<V>(Function<V> function, Func<double, double> exact, float from, float to)
        where V : unmanaged, ISimd<V, float>
    {
        const int count = 16 * 2000;
        float[] values = new float[count], results = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = from + (to - from) * i / count;
        fixed (float* x = values, y = results)
        {
            for (int i = 0; i < count; i += V.Count)
                V.Store(function(V.Load(x + i)), y + i);
        }
        double largest = 0;
        for (int i = 0; i < count; i++)
        {
            double expected = exact(values[i]);
            float near = MathF.Abs((float)expected);
            largest = Math.Max(largest, Math.Abs(results[i] - expected) / (MathF.BitIncrement(near) - near));
        }
        return largest;
    }

    /// <summary>By its Maclaurin series.</summary>
    private static double Erf(double x)
    {
        double sum = 0, term = x;
        for (int n = 0; n < 100; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
