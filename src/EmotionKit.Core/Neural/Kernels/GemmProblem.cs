namespace EmotionKit.Neural.Kernels;

/// <summary>One product, as pointers: c = activation(op(a) op(b) + beta c + bias).</summary>
internal unsafe struct GemmProblem
{
    public bool TransposeA, TransposeB, Relu;
    public int M, N, K;
    public float* A, B, C, Bias;
    public nint StrideA, StrideB, StrideC;
    public float Beta;

    /// <summary>The part of some rows.</summary>
    public readonly GemmProblem Rows(int first, int count)
    {
        GemmProblem part = this;
        part.A += TransposeA ? first : first * StrideA;
        part.C += first * StrideC;
        part.M = count;
        return part;
    }

    /// <summary>The part of some columns.</summary>
    public readonly GemmProblem Columns(int first, int count)
    {
        GemmProblem part = this;
        part.B += TransposeB ? first * StrideB : first;
        part.C += first;
        if (Bias != null)
            part.Bias += first;
        part.N = count;
        return part;
    }
}
