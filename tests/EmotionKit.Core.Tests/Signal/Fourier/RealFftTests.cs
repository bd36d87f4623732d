using System.Collections.Concurrent;
using System.Numerics;
using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Fourier;

namespace EmotionKit.Core.Tests.Signal.Fourier;

public class RealFftTests
{
    // Powers of two, products of 2, 3, 5 and 7, primes, and products with a large prime; even and odd.
    private static readonly int[] LargeSizes = [1000, 1009, 1024, 2018, 2401, 2048, 3125, 4093, 4096, 4410, 8192, 10007, 16384, 22050, 44100, 32768, 65521, 65535, 65536];

    private static readonly ConcurrentDictionary<int, (double Sin, double Cos)[]> Roots = new();

    [Theory]
    [InlineData(SimdWidth.Scalar)]
    [InlineData(SimdWidth.Vector128)]
    [InlineData(SimdWidth.Vector256)]
    [InlineData(SimdWidth.Vector512)]
    internal void Every_size_to_512_equals_the_direct_transform_on_every_vector_path(SimdWidth width)
    {
        for (int size = 1; size <= 512; size++)
        {
            double error = LargestGroupError(size, width);
            Assert.True(error <= 1e-6, $"size {size}: relative error {error:g3}");
        }
    }

    [Fact]
    public void Single_signals_of_every_size_to_512_equal_the_direct_transform_in_both_precisions()
    {
        for (int size = 1; size <= 512; size++)
        {
            double single = SingleError<float>(size), wide = SingleError<double>(size);
            Assert.True(single <= 1e-6, $"size {size}: relative error {single:g3}");
            Assert.True(wide <= 1e-14, $"size {size}: relative error {wide:g3}");
        }
    }

    [Fact]
    public void A_sample_of_sizes_to_65536_equals_the_direct_transform_in_sampled_bins()
    {
        foreach (int size in LargeSizes)
        {
            double[] signal = Noise(size, seed: size);
            float[] single = Array.ConvertAll(signal, x => (float)x);
            RealFft<float> plan = RealFft<float>.Get(size);
            var re = new float[plan.Bins];
            var im = new float[plan.Bins];
            plan.Forward(single, re, im);
            double root = Math.Sqrt(SquaredNorm<float>(single));
            for (int i = 0; i < 12; i++)
            {
                int k = (int)((long)(plan.Bins - 1) * i / 11);
                (double er, double ei) = Direct<float>(single, k);
                double error = Math.Sqrt((re[k] - er) * (re[k] - er) + (im[k] - ei) * (im[k] - ei)) / root;
                Assert.True(error <= 1e-6, $"size {size}, bin {k}: error {error:g3} of the spectrum's root mean square");
            }
        }
    }

    [Fact]
    public void Energy_is_preserved_for_every_size()
    {
        foreach (int size in Enumerable.Range(2, 511).Concat(LargeSizes))
        {
            float[] signal = Array.ConvertAll(Noise(size, seed: size), x => (float)x);
            RealFft<float> plan = RealFft<float>.Get(size);
            var re = new float[plan.Bins];
            var im = new float[plan.Bins];
            plan.Forward(signal, re, im);
            double energy = 0;
            for (int k = 0; k < plan.Bins; k++)
                energy += (k == 0 || 2 * k == size ? 1 : 2) * ((double)re[k] * re[k] + (double)im[k] * im[k]);
            Assert.Equal(1, energy / size / SquaredNorm<float>(signal), 2e-6);
        }
    }

    [Fact]
    public void The_transform_is_linear_for_every_size()
    {
        foreach (int size in Enumerable.Range(2, 511).Concat(LargeSizes))
        {
            double[] a = Noise(size, seed: 1), b = Noise(size, seed: 2);
            var both = new double[size];
            for (int i = 0; i < size; i++)
                both[i] = 2 * a[i] - 3 * b[i];
            (double[] ar, double[] ai) = Transform<double>(a);
            (double[] br, double[] bi) = Transform<double>(b);
            (double[] cr, double[] ci) = Transform<double>(both);
            for (int k = 0; k < ar.Length; k++)
            {
                Assert.Equal(2 * ar[k] - 3 * br[k], cr[k], 1e-12 * size);
                Assert.Equal(2 * ai[k] - 3 * bi[k], ci[k], 1e-12 * size);
            }
        }
    }

    [Fact]
    public void The_inverse_returns_the_signal_for_every_size()
    {
        foreach (int size in Enumerable.Range(1, 512).Concat(LargeSizes))
        {
            float[] signal = Array.ConvertAll(Noise(size, seed: size), x => (float)x);
            RealFft<float> plan = RealFft<float>.Get(size);
            var re = new float[plan.Bins];
            var im = new float[plan.Bins];
            var back = new float[size];
            plan.Forward(signal, re, im);
            plan.Inverse(re, im, back);
            for (int i = 0; i < size; i++)
                Assert.Equal(signal[i], back[i], 3e-6f);
        }
    }

    [Fact]
    public void A_plan_is_made_once_and_used_by_many_threads()
    {
        float[] signal = Array.ConvertAll(Noise(1009, seed: 3), x => (float)x);
        (float[] re, float[] im) = Transform<float>(signal);
        Parallel.For(0, 64, _ =>
        {
            Assert.Same(RealFft<float>.Get(1009), RealFft<float>.Get(1009));
            (float[] r, float[] i) = Transform<float>(signal);
            Assert.Equal(re, r);
            Assert.Equal(im, i);
        });
    }

    [Fact]
    public void Sizes_below_one_are_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() => RealFft<float>.Get(0));

    private static unsafe double LargestGroupError(int size, SimdWidth width)
    {
        const int Lanes = 16;
        RealFft<float> plan = RealFft<float>.Get(size);
        var work = new AlignedBuffer<float>();
        work.Reserve(plan.WorkLength(Lanes));
        var spectrum = new AlignedBuffer<float>();
        spectrum.Reserve(2 * plan.Bins * Lanes);
        var signals = new float[Lanes][];
        for (int lane = 0; lane < Lanes; lane++)
        {
            signals[lane] = Array.ConvertAll(Noise(size, seed: lane), x => (float)x);
            for (int n = 0; n < size; n++)
                plan.InputRow(work.Pointer, n, Lanes)[lane] = signals[lane][n];
        }
        float* re = spectrum.Pointer;
        float* im = re + plan.Bins * Lanes;
        plan.Forward(work.Pointer, Lanes, re, im, width);
        double largest = 0;
        foreach (int lane in (int[])[0, 3, 15])
        {
            double error = 0, total = 0;
            for (int k = 0; k < plan.Bins; k++)
            {
                (double er, double ei) = Direct<float>(signals[lane], k);
                error += Math.Pow(re[k * Lanes + lane] - er, 2) + Math.Pow(im[k * Lanes + lane] - ei, 2);
                total += er * er + ei * ei;
            }
            largest = Math.Max(largest, Math.Sqrt(error / total));
        }
        GC.KeepAlive(work);
        GC.KeepAlive(spectrum);
        return largest;
    }

    private static double SingleError<T>(int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] signal = Array.ConvertAll(Noise(size, seed: size), T.CreateTruncating);
        (T[] re, T[] im) = Transform<T>(signal);
        double error = 0, total = 0;
        for (int k = 0; k < re.Length; k++)
        {
            (double er, double ei) = Direct<T>(signal, k);
            error += Math.Pow(double.CreateTruncating(re[k]) - er, 2) + Math.Pow(double.CreateTruncating(im[k]) - ei, 2);
            total += er * er + ei * ei;
        }
        return Math.Sqrt(error / total);
    }

    private static (T[] Re, T[] Im) Transform<T>(T[] signal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RealFft<T> plan = RealFft<T>.Get(signal.Length);
        var re = new T[plan.Bins];
        var im = new T[plan.Bins];
        plan.Forward(signal, re, im);
        return (re, im);
    }

    private static (double Re, double Im) Direct<T>(T[] signal, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double re = 0, im = 0;
        int size = signal.Length;
        (double Sin, double Cos)[] roots = RootsOf(size);
        for (int n = 0, at = 0; n < size; n++, at = (at + k) % size)
        {
            double x = double.CreateTruncating(signal[n]);
            re += x * roots[at].Cos;
            im -= x * roots[at].Sin;
        }
        return (re, im);
    }

    private static (double Sin, double Cos)[] RootsOf(int size) => Roots.GetOrAdd(size, static n =>
    {
        var roots = new (double, double)[n];
        for (int i = 0; i < n; i++)
            roots[i] = Math.SinCos(2 * Math.PI * i / n);
        return roots;
    });

    private static double SquaredNorm<T>(T[] signal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T x in signal)
            sum += double.CreateTruncating(x) * double.CreateTruncating(x);
        return sum;
    }

    private static double[] Noise(int length, long seed)
    {
        var random = new DeterministicRandom(seed);
        var noise = new double[length];
        for (int i = 0; i < length; i++)
            noise[i] = random.NextDouble(-1, 1);
        return noise;
    }
}
