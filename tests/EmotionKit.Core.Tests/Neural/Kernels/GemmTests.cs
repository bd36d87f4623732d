using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public class GemmTests
{
    private const int Gap = 3;

    public static TheoryData<int, int, int> Shapes { get; } = new()
    {
        { 1, 1, 1 }, { 1, 512, 128 }, { 2, 3, 0 }, { 3, 5, 7 }, { 5, 64, 9 }, { 7, 31, 8 }, { 8, 32, 16 }, { 9, 33, 257 }, { 13, 1, 40 }, { 17, 70, 300 },
        { 16, 64, 513 }, { 64, 10, 128 }, { 250, 530, 31 }, { 530, 12, 5 }, { 31, 1030, 3 }, { 300, 300, 300 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_equal_sums_in_double_precision(int m, int n, int k)
    {
        foreach (bool transposeA in new[] { false, true })
        {
            foreach (bool transposeB in new[] { false, true })
            {
                foreach (float beta in new[] { 0, 1, 0.5f })
                {
                    var matrices = new Matrices(m, n, k, transposeA, transposeB);
                    double[] expected = matrices.Expected(beta, relu: false, withBias: false);
                    float[] c = matrices.Multiply(beta, Activation.None, withBias: false, threads: 1);
                    Assert.InRange(RandomNumbers.Error(expected, c), 0, 2e-6);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_bias_and_the_activation_come_after_the_sum(int m, int n, int k)
    {
        var matrices = new Matrices(m, n, k, transposeA: false, transposeB: false);
        float[] c = matrices.Multiply(beta: 1, Activation.Relu, withBias: true, threads: 1);
        Assert.InRange(RandomNumbers.Error(matrices.Expected(beta: 1, relu: true, withBias: true), c), 0, 2e-6);
    }

    [Theory]
    [InlineData(512, 300, 70)]
    [InlineData(300, 512, 70)]
    [InlineData(41, 700, 300)]
    [InlineData(2000, 16, 300)]
    public void The_bits_do_not_depend_on_the_threads(int m, int n, int k)
    {
        foreach (bool transpose in new[] { false, true })
        {
            var matrices = new Matrices(m, n, k, transpose, transpose);
            float[] one = matrices.Multiply(1, Activation.Relu, withBias: true, threads: 1);
            foreach (int threads in new[] { 2, 3, 8 })
                Assert.Equal(one, matrices.Multiply(1, Activation.Relu, withBias: true, threads));
        }
    }

    [Fact]
    public void A_row_has_the_same_bits_alone_and_among_others()
    {
        float[] a = RandomNumbers.Create(77 * 300, 1), b = RandomNumbers.Create(300 * 45, 2);
        float[] all = new float[77 * 45], row = new float[45];
        Gemm.Multiply(false, false, 77, 45, 300, a, 300, b, 45, 0, all, 45, 1);
        for (int i = 0; i < 77; i++)
        {
            Gemm.Multiply(false, false, 1, 45, 300, a.AsSpan(i * 300), 300, b, 45, 0, row, 45, 1);
            Assert.Equal(all[(i * 45)..(i * 45 + 45)], row);
        }
    }

    [Fact]
    public void What_is_overwritten_is_not_read()
    {
        float[] c = [float.NaN, float.NaN];
        Gemm.Multiply(false, false, 1, 2, 1, [2], 1, [3, 4], 2, 0, c, 2, 1);
        Assert.Equal([6, 8], c);
        c = [float.NaN, float.NaN];
        Gemm.Multiply(false, false, 1, 2, 0, [], 0, [], 2, 0, c, 2, 1);
        Assert.Equal([0, 0], c);
    }

    [Fact]
    public void Not_a_number_comes_through()
    {
        float[] c = new float[2];
        Gemm.Multiply(false, false, 2, 1, 2, [1, float.NaN, 1, 2], 2, [1, 1], 1, 0, c, 1, [], Activation.Relu, 1);
        Assert.Equal([float.NaN, 3], c);
    }

    [Fact]
    public void Spans_that_are_too_short_are_named()
    {
        float[] four = new float[4];
        Assert.Equal("a", Assert.Throws<ArgumentException>(() => Gemm.Multiply(false, false, 2, 2, 3, four, 3, new float[6], 2, 0, new float[4], 2, 1)).ParamName);
        Assert.Equal("b", Assert.Throws<ArgumentException>(() => Gemm.Multiply(false, false, 2, 2, 2, four, 2, four, 1, 0, new float[4], 2, 1)).ParamName);
        Assert.Equal("c", Assert.Throws<ArgumentException>(() => Gemm.Multiply(false, false, 2, 2, 2, four, 2, four, 2, 0, new float[3], 2, 1)).ParamName);
        Assert.Equal("bias", Assert.Throws<ArgumentException>(() => Gemm.Multiply(false, false, 2, 2, 2, four, 2, four, 2, 0, new float[4], 2, [1], Activation.None, 1)).ParamName);
    }

    private sealed class Matrices(int m, int n, int k, bool transposeA, bool transposeB)
    {
        private readonly int _lda = (transposeA ? m : k) + Gap, _ldb = (transposeB ? k : n) + Gap, _ldc = n + Gap;
        private readonly float[] _a = RandomNumbers.Create((transposeA ? k : m) * ((transposeA ? m : k) + Gap), 1);
        private readonly float[] _b = RandomNumbers.Create((transposeB ? n : k) * ((transposeB ? k : n) + Gap), 2);
        private readonly float[] _c = RandomNumbers.Create(m * (n + Gap), 3);
        private readonly float[] _bias = RandomNumbers.Create(n, 4);

        public float[] Multiply(float beta, Activation activation, bool withBias, int threads)
        {
            float[] c = [.. _c];
            Gemm.Multiply(transposeA, transposeB, m, n, k, _a, _lda, _b, _ldb, beta, c, _ldc, withBias ? _bias : [], activation, threads);
            return c;
        }

        public double[] Expected(float beta, bool relu, bool withBias)
        {
            double[] expected = [.. _c.Select(value => (double)value)];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = beta * (double)_c[i * _ldc + j] + (withBias ? _bias[j] : 0);
                    for (int p = 0; p < k; p++)
                        sum += (double)(transposeA ? _a[p * _lda + i] : _a[i * _lda + p]) * (transposeB ? _b[j * _ldb + p] : _b[p * _ldb + j]);
                    expected[i * _ldc + j] = relu ? Math.Max(sum, 0) : sum;
                }
            }
            return expected;
        }
    }
}
