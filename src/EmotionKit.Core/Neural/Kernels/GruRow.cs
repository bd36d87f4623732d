using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>One step of one row of <see cref="GruKernel"/>, from the products to the state and back.</summary>
internal unsafe ref struct GruRow
{
    public int Units;

    /// <summary>z, r, candidate. Forward: in, the input's product; out, the gates. Backward: in, the gates; out, the gradients before them.</summary>
    public float* Gates;

    /// <summary>Forward: the state's product, 3 units. Backward: the gradient of h that comes through the next step's product, units.</summary>
    public float* Product;

    /// <summary>Forward: the bias of the state's product, 3 units.</summary>
    public float* Bias;

    /// <summary>Forward: h of the former step, out: of this. Backward: the part of h's gradient that passes by the next step's gates; out: by this one's.</summary>
    public float* Carried;

    /// <summary>Backward, out: the gradient of the state's product, 3 units.</summary>
    public float* Gradient;

    /// <summary>Forward, out: h. Backward: its gradient from above.</summary>
    public float* H;

    /// <summary>Backward: h of the former step.</summary>
    public float* Former;

    /// <summary>The candidate's part of the state's product with its bias: forward, out, or null; backward, in, then its gradient.</summary>
    public float* Candidate;

    /// <summary>Units <paramref name="from"/> to <paramref name="to"/>.</summary>
    public readonly void Forward<V>(int from, int to)
        where V : unmanaged, ISimd<V, float>
    {
        for (int u = from; u < to; u += V.Count)
        {
            float* z = Gates + u, r = z + Units, n = r + Units, product = Product + u, bias = Bias + u;
            V update = MathFunctions.Sigmoid(V.Load(z) + (V.Load(product) + V.Load(bias)));
            V reset = MathFunctions.Sigmoid(V.Load(r) + (V.Load(product + Units) + V.Load(bias + Units)));
            V inner = V.Load(product + 2 * Units) + V.Load(bias + 2 * Units);
            V candidate = MathFunctions.Tanh(V.MultiplyAdd(reset, inner, V.Load(n)));
            V h = V.MultiplyAdd(update, V.Load(Carried + u) - candidate, candidate);
            V.Store(update, z);
            V.Store(reset, r);
            V.Store(candidate, n);
            V.Store(h, Carried + u);
            V.Store(h, H + u);
            if (Candidate != null)
                V.Store(inner, Candidate + u);
        }
    }

    /// <summary>Units <paramref name="from"/> to <paramref name="to"/>.</summary>
    public readonly void Backward<V>(int from, int to)
        where V : unmanaged, ISimd<V, float>
    {
        V one = V.Broadcast(1);
        for (int u = from; u < to; u += V.Count)
        {
            float* z = Gates + u, r = z + Units, n = r + Units;
            V update = V.Load(z), reset = V.Load(r), candidate = V.Load(n);
            V d = V.Load(Product + u) + V.Load(Carried + u) + V.Load(H + u);
            V dCandidate = d * (one - update) * V.NegativeMultiplyAdd(candidate, candidate, one);
            V dUpdate = d * (V.Load(Former + u) - candidate) * V.NegativeMultiplyAdd(update, update, update);
            V dReset = dCandidate * V.Load(Candidate + u) * V.NegativeMultiplyAdd(reset, reset, reset);
            V dInner = dCandidate * reset;
            V.Store(dUpdate, z);
            V.Store(dReset, r);
            V.Store(dCandidate, n);
            V.Store(dInner, Candidate + u);
            V.Store(d * update, Carried + u);
            float* gradient = Gradient + u;
            V.Store(dUpdate, gradient);
            V.Store(dReset, gradient + Units);
            V.Store(dInner, gradient + 2 * Units);
        }
    }
}
