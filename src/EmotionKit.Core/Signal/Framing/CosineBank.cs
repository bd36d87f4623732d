using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// Weighted sums of the same rows, four at a time so that a row is loaded once for all. Each sum runs in two halves, which halves its
/// rounding errors and lets the machine overlap them.
/// </summary>
internal sealed unsafe class CosineBank
{
    private const int Block = 4;

    private readonly int _inputs;
    private readonly int[] _outputs;

    // Per block of outputs: the weights of input 0 for each of them, then those of input 1 ...
    private readonly float[] _weights;

    /// <param name="inputs">The number of rows that are summed.</param>
    /// <param name="outputs">Where each sum goes.</param>
    /// <param name="weight">The weight of an input in an output.</param>
    public CosineBank(int inputs, int[] outputs, Func<int, int, double> weight)
    {
        _inputs = inputs;
        _outputs = outputs;
        _weights = new float[(outputs.Length + Block - 1) / Block * Block * inputs];
        for (int i = 0; i < outputs.Length; i++)
        {
            for (int n = 0; n < inputs; n++)
                _weights[i / Block * Block * inputs + n * Block + i % Block] = (float)weight(outputs[i], n);
        }
    }

    public void Apply<V>(float* rows, int lanes, float* results)
        where V : unmanaged, ISimd<V, float>
    {
        // Where the last block has fewer outputs, its sums without one go here.
        float* spare = stackalloc float[V.Count];
        fixed (float* table = _weights)
        {
            for (int block = 0; block < _outputs.Length; block += Block)
            {
                float* weights = table + (nint)block * _inputs;
                for (int q = 0; q < lanes; q += V.Count)
                {
                    Sums<V>(rows + q, lanes, weights, out V a, out V b, out V c, out V d);
                    V.Store(a, results + _outputs[block] * lanes + q);
                    V.Store(b, Target(block + 1, results, lanes, q, spare));
                    V.Store(c, Target(block + 2, results, lanes, q, spare));
                    V.Store(d, Target(block + 3, results, lanes, q, spare));
                }
            }
        }
    }

    private float* Target(int output, float* results, int lanes, int q, float* spare) =>
        output < _outputs.Length ? results + _outputs[output] * lanes + q : spare;

    private void Sums<V>(float* rows, int lanes, float* w, out V a, out V b, out V c, out V d)
        where V : unmanaged, ISimd<V, float>
    {
        V a0 = V.Broadcast(0), b0 = a0, c0 = a0, d0 = a0, a1 = a0, b1 = a0, c1 = a0, d1 = a0;
        int half = _inputs / 2;
        float* other = rows + (nint)half * lanes;
        float* v = w + half * Block;
        for (int n = 0; n < half; n++, rows += lanes, other += lanes, w += Block, v += Block)
        {
            V x = V.Load(rows), y = V.Load(other);
            a0 = V.MultiplyAdd(x, V.Broadcast(w[0]), a0);
            b0 = V.MultiplyAdd(x, V.Broadcast(w[1]), b0);
            c0 = V.MultiplyAdd(x, V.Broadcast(w[2]), c0);
            d0 = V.MultiplyAdd(x, V.Broadcast(w[3]), d0);
            a1 = V.MultiplyAdd(y, V.Broadcast(v[0]), a1);
            b1 = V.MultiplyAdd(y, V.Broadcast(v[1]), b1);
            c1 = V.MultiplyAdd(y, V.Broadcast(v[2]), c1);
            d1 = V.MultiplyAdd(y, V.Broadcast(v[3]), d1);
        }
        if (_inputs % 2 == 1)
        {
            V y = V.Load(other);
            a1 = V.MultiplyAdd(y, V.Broadcast(v[0]), a1);
            b1 = V.MultiplyAdd(y, V.Broadcast(v[1]), b1);
            c1 = V.MultiplyAdd(y, V.Broadcast(v[2]), c1);
            d1 = V.MultiplyAdd(y, V.Broadcast(v[3]), d1);
        }
        a = a0 + a1;
        b = b0 + b1;
        c = c0 + c1;
        d = d0 + d1;
    }
}
