using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>One step of one row of <see cref="LstmKernel"/>, from the products to the state and back.</summary>
internal unsafe ref struct LstmRow
{
    public int Units;

    /// <summary>i, f, g, o. Forward: in, the input's product; out, the gates. Backward: in, the gates; out, the gradients before them.</summary>
    public float* Gates;

    /// <summary>Forward: the state's product, 4 units. Backward: the gradient of h that comes from the next step, units.</summary>
    public float* Product;

    /// <summary>Carried: the cell forward, its gradient backward.</summary>
    public float* Cell;

    /// <summary>Forward, out: h for the next step. Backward, out: the gradients before the gates once more.</summary>
    public float* State;

    /// <summary>Forward, out: h. Backward: its gradient from above.</summary>
    public float* H;

    /// <summary>Forward, out: this step's cell, or null. Backward: the former step's.</summary>
    public float* Cells;

    /// <summary>The hyperbolic tangent of the cell: out, or null; in when backward.</summary>
    public float* Squashed;

    /// <summary>Units <paramref name="from"/> to <paramref name="to"/>.</summary>
    public readonly void Forward<V>(int from, int to)
        where V : unmanaged, ISimd<V, float>
    {
        for (int u = from; u < to; u += V.Count)
        {
            float* i = Gates + u, f = i + Units, g = f + Units, o = g + Units, product = Product + u;
            V input = MathFunctions.Sigmoid(V.Load(i) + V.Load(product));
            V forget = MathFunctions.Sigmoid(V.Load(f) + V.Load(product + Units));
            V candidate = MathFunctions.Tanh(V.Load(g) + V.Load(product + 2 * Units));
            V output = MathFunctions.Sigmoid(V.Load(o) + V.Load(product + 3 * Units));
            V cell = V.MultiplyAdd(forget, V.Load(Cell + u), input * candidate);
            V squashed = MathFunctions.Tanh(cell);
            V h = output * squashed;
            V.Store(input, i);
            V.Store(forget, f);
            V.Store(candidate, g);
            V.Store(output, o);
            V.Store(cell, Cell + u);
            V.Store(h, State + u);
            V.Store(h, H + u);
            if (Cells != null)
                V.Store(cell, Cells + u);
            if (Squashed != null)
                V.Store(squashed, Squashed + u);
        }
    }

    /// <summary>Units <paramref name="from"/> to <paramref name="to"/>.</summary>
    public readonly void Backward<V>(int from, int to)
        where V : unmanaged, ISimd<V, float>
    {
        V one = V.Broadcast(1);
        for (int u = from; u < to; u += V.Count)
        {
            float* i = Gates + u, f = i + Units, g = f + Units, o = g + Units;
            V input = V.Load(i), forget = V.Load(f), candidate = V.Load(g), output = V.Load(o), squashed = V.Load(Squashed + u);
            V d = V.Load(Product + u) + V.Load(H + u);
            V dCell = V.MultiplyAdd(d * output, V.NegativeMultiplyAdd(squashed, squashed, one), V.Load(Cell + u));
            V dInput = dCell * candidate * V.NegativeMultiplyAdd(input, input, input);
            V dForget = dCell * V.Load(Cells + u) * V.NegativeMultiplyAdd(forget, forget, forget);
            V dCandidate = dCell * input * V.NegativeMultiplyAdd(candidate, candidate, one);
            V dOutput = d * squashed * V.NegativeMultiplyAdd(output, output, output);
            V.Store(dInput, i);
            V.Store(dForget, f);
            V.Store(dCandidate, g);
            V.Store(dOutput, o);
            V.Store(dCell * forget, Cell + u);
            float* again = State + u;
            V.Store(dInput, again);
            V.Store(dForget, again + Units);
            V.Store(dCandidate, again + 2 * Units);
            V.Store(dOutput, again + 3 * Units);
        }
    }
}
