using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Drops values, or channels, at random while training. Each row has its own stream of random numbers.</summary>
internal sealed unsafe class DropoutOp : LayerOp
{
    private const int Steps = 1 << 16;
    private readonly bool _perChannel;
    private readonly int _number;
    private readonly uint _threshold;
    private readonly float _kept;
    private readonly Action<int> _drawAndApply;
    private readonly Action<int> _apply;
    private float[] _factors = [];
    private bool _active;
    private long _seed;
    private int _rowSize;
    private int _channels;
    private float* _from;
    private float* _to;

    /// <param name="rate">Probability of being dropped.</param>
    /// <param name="perChannel">Whether all frames or pixels of a channel share a decision.</param>
    /// <param name="number">The layer's, so that layers draw differently.</param>
    public DropoutOp(double rate, bool perChannel, int number)
        : base([])
    {
        _perChannel = perChannel;
        _number = number;
        _threshold = (uint)Math.Min(Math.Round(rate * Steps), Steps - 1);
        _kept = Steps / (float)(Steps - _threshold);
        _apply = Apply;
        _drawAndApply = row =>
        {
            Draw(row);
            Apply(row);
        };
    }

    public override bool CanOverwriteInput => true;

    public override bool GradientInPlace => true;

    public override bool KeepsZeros => true;

    private int FactorsPerRow => _perChannel ? _channels : _rowSize;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        (_rowSize, _channels, _active) = (x.RowSize, x.Channels, pass.Training && _threshold > 0);
        if (!_active)
        {
            if (output.Pointer != x.Pointer)
                x.Span.CopyTo(output.Span);
            return;
        }
        int needed = x.Batch * FactorsPerRow;
        if (_factors.Length < needed)
            _factors = new float[needed];
        _seed = pass.Seed;
        _from = x.Pointer;
        _to = output.Pointer;
        ParallelLoop.Run(x.Batch, pass.Threads, _drawAndApply);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted || !_active)
            return;
        _from = gradient.Buffer.Pointer;
        _to = wanted.Buffer.Pointer;
        ParallelLoop.Run(output.Batch, pass.Threads, _apply);
    }

    private void Draw(int row)
    {
        var random = DeterministicRandom.For(_seed, ((long)_number << 32) + row);
        Span<uint> factors = MemoryMarshal.Cast<float, uint>(_factors.AsSpan(row * FactorsPerRow, FactorsPerRow));
        uint kept = BitConverter.SingleToUInt32Bits(_kept);
        int whole = factors.Length & ~3;
        for (int i = 0; i < whole; i += 4)
        {
            ulong bits = random.NextUInt64();
            factors[i] = Factor(bits, kept);
            factors[i + 1] = Factor(bits >> 16, kept);
            factors[i + 2] = Factor(bits >> 32, kept);
            factors[i + 3] = Factor(bits >> 48, kept);
        }
        if (whole == factors.Length)
            return;
        ulong last = random.NextUInt64();
        for (int i = whole; i < factors.Length; i++, last >>= 16)
            factors[i] = Factor(last, kept);
    }

    /// <summary>The bits of 0, or of what kept values are multiplied by; without a branch that would be guessed wrongly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Factor(ulong bits, uint kept) => kept & (uint)~((int)((uint)(bits & (Steps - 1)) - _threshold) >> 31);

    private void Apply(int row)
    {
        var from = new ReadOnlySpan<float>(_from + (long)row * _rowSize, _rowSize);
        var to = new Span<float>(_to + (long)row * _rowSize, _rowSize);
        ReadOnlySpan<float> factors = _factors.AsSpan(row * FactorsPerRow, FactorsPerRow);
        for (int at = 0; at < _rowSize; at += factors.Length)
            VectorOps.Multiply(from.Slice(at, factors.Length), factors, to.Slice(at, factors.Length));
    }
}
