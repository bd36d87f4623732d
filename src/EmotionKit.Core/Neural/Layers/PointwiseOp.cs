namespace EmotionKit.Neural;

/// <summary>A layer that treats each number by itself, in pieces that threads share.</summary>
internal abstract unsafe class PointwiseOp : LayerOp
{
    private const int PieceLength = 1 << 14;
    private readonly Action<int> _forward;
    private readonly Action<int> _backward;
    private float* _x;
    private float* _y;
    private float* _dy;
    private float* _dx;
    private int _length;

    protected PointwiseOp()
        : base([])
    {
        _forward = piece =>
        {
            int start = piece * PieceLength, count = Math.Min(PieceLength, _length - start);
            Forward(new ReadOnlySpan<float>(_x + start, count), new Span<float>(_y + start, count));
        };
        _backward = piece =>
        {
            int start = piece * PieceLength, count = Math.Min(PieceLength, _length - start);
            Backward(
                new ReadOnlySpan<float>(_x + start, count), new ReadOnlySpan<float>(_y + start, count), new ReadOnlySpan<float>(_dy + start, count),
                new Span<float>(_dx + start, count));
        };
    }

    public override bool GradientInPlace => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Bind(inputs[0], output);
        ParallelLoop.Run(Pieces, pass.Threads, _forward);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Bind(inputs[0], output);
        _dy = gradient.Buffer.Pointer;
        _dx = wanted.Buffer.Pointer;
        ParallelLoop.Run(Pieces, pass.Threads, _backward);
    }

    protected abstract void Forward(ReadOnlySpan<float> x, Span<float> y);

    /// <summary><paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    protected abstract void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx);

    private int Pieces => (_length + PieceLength - 1) / PieceLength;

    private void Bind(Tensor input, Tensor output)
    {
        _x = input.Pointer;
        _y = output.Pointer;
        _length = output.Length;
    }
}
