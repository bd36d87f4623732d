using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>LSTM or GRU, in one direction or both.</summary>
internal sealed class RecurrentOp : LayerOp
{
    private readonly RecurrentLayer _spec;
    private readonly RecurrentDirection[] _directions;
    private float[] _inputGradient = [];

    public RecurrentOp(RecurrentLayer spec, ParameterSlot[] slots)
        : base(slots)
    {
        _spec = spec;
        _directions = [.. Enumerable.Range(0, spec.Bidirectional ? 2 : 1).Select(i => new RecurrentDirection(spec is GruLayer, spec.Units, reverse: i == 1))];
    }

    public override bool KeepsZeros => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => _spec.ReturnSequences ? inputs[0].Lengths : null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        for (int d = 0; d < _directions.Length; d++)
        {
            RecurrentDirection direction = _directions[d];
            bool direct = _directions.Length == 1 && _spec.ReturnSequences;
            direction.Forward(
                inputs[0], Weight(pass, 3 * d), Weight(pass, 3 * d + 1), Weight(pass, 3 * d + 2), direct ? output.Span : default, pass.Training, pass.Threads);
            if (!direct)
                Weave(_spec.ReturnSequences ? direction.Outputs : direction.LastState, output.Span, d * _spec.Units, output.Channels);
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        Tensor x = inputs[0];
        Span<float> dy = Values(gradient, output.Length), dx = Values(inputGradients[0], x.Length);
        for (int d = 0; d < _directions.Length; d++)
        {
            RecurrentDirection direction = _directions[d];
            Span<float> target = dx;
            if (d > 0 && !dx.IsEmpty)
            {
                if (_inputGradient.Length < x.Length)
                    _inputGradient = new float[x.Length];
                target = _inputGradient.AsSpan(0, x.Length);
            }
            bool direct = _directions.Length == 1;
            ReadOnlySpan<float> own = dy;
            if (!direct)
            {
                Span<float> part = direction.GradientOf(_spec.ReturnSequences);
                Unweave(dy, part, d * _spec.Units, output.Channels);
                own = part;
            }
            direction.Backward(
                x, Weight(pass, 3 * d), Weight(pass, 3 * d + 1), direct && _spec.ReturnSequences ? output.Span : direction.Outputs,
                own, _spec.ReturnSequences, target, Gradient(pass, 3 * d), Gradient(pass, 3 * d + 1), Gradient(pass, 3 * d + 2), pass.Threads);
            if (d > 0 && !dx.IsEmpty)
                VectorOps.Add(dx, target, dx);
        }
    }

    public override bool NeedsOutput => _directions.Length == 1 && _spec.ReturnSequences;

    private void Weave(ReadOnlySpan<float> part, Span<float> whole, int offset, int width)
    {
        int units = _spec.Units;
        for (int from = 0, to = offset; from < part.Length; from += units, to += width)
            part.Slice(from, units).CopyTo(whole.Slice(to, units));
    }

    private void Unweave(ReadOnlySpan<float> whole, Span<float> part, int offset, int width)
    {
        int units = _spec.Units;
        for (int to = 0, from = offset; to < part.Length; to += units, from += width)
            whole.Slice(from, units).CopyTo(part.Slice(to, units));
    }
}
