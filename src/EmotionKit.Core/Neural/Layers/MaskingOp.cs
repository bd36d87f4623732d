namespace EmotionKit.Neural;

/// <summary>Finds where each row ends, and, where frames inside it may be masked too, moves those that are left together.</summary>
internal sealed class MaskingOp(MaskingLayer spec) : LayerOp([])
{
    private int[] _lengths = [];
    private int[] _kept = [];

    public override bool CanOverwriteInput => !spec.Inside;

    public override bool PassesGradient => !spec.Inside;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output)
    {
        Tensor input = inputs[0];
        if (_lengths.Length < input.Batch)
            _lengths = new int[input.Batch];
        int time = input.Shape[0], frame = input.RowSize / time;
        if (spec.Inside && _kept.Length < input.Batch * time)
            _kept = new int[input.Batch * time];
        for (int row = 0; row < input.Batch; row++)
        {
            ReadOnlySpan<float> values = input.Valid(row);
            _lengths[row] = spec.Inside ? Keep(values, frame, _kept.AsSpan(row * time, time)) : (values.LastIndexOfAnyExcept(spec.Value) + frame) / frame;
            _lengths[row] = Math.Max(1, _lengths[row]);
        }
        return _lengths;
    }

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor input = inputs[0];
        if (!spec.Inside)
        {
            if (input.Storage != output.Storage)
                input.Span.CopyTo(output.Span);
            return;
        }
        int time = input.Shape[0], frame = input.RowSize / time;
        for (int row = 0; row < input.Batch; row++)
        {
            Span<float> from = input.Row(row), to = output.Row(row);
            for (int f = 0; f < _lengths[row]; f++)
                from.Slice(_kept[row * time + f] * frame, frame).CopyTo(to[(f * frame)..]);
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Tensor input = inputs[0];
        int time = input.Shape[0], frame = input.RowSize / time;
        Span<float> dx = Values(wanted, input.Length), dy = Values(gradient, output.Length);
        dx.Clear();
        for (int row = 0; row < input.Batch; row++)
        {
            int first = row * time;
            for (int f = 0; f < _lengths[row]; f++)
                dy.Slice((first + f) * frame, frame).CopyTo(dx[((first + _kept[first + f]) * frame)..]);
        }
    }

    /// <summary>The frames that hold another value than padding's; how many they are.</summary>
    private int Keep(ReadOnlySpan<float> values, int frame, Span<int> kept)
    {
        int count = 0;
        kept[0] = 0;
        for (int at = 0; at < values.Length; at += frame)
        {
            if (values.Slice(at, frame).ContainsAnyExcept(spec.Value))
                kept[count++] = at / frame;
        }
        return count;
    }
}
