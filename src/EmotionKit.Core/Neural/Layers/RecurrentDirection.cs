using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>One direction of a recurrent layer, with what its forward pass keeps.</summary>
internal sealed class RecurrentDirection(bool gru, int units, bool reverse)
{
    private float[] _outputs = [];
    private float[] _lastState = [];
    private float[] _saved = [];
    private float[] _gradient = [];
    private RecurrentGeometry _geometry;

    /// <summary>[row, time, units] of the last forward pass, unless it was given another place.</summary>
    public Span<float> Outputs => _outputs.AsSpan(0, _geometry.OutputLength);

    /// <summary>[row, units] of the last forward pass.</summary>
    public Span<float> LastState => _lastState.AsSpan(0, _geometry.StateLength);

    /// <summary>Room for this direction's part of the output's gradient.</summary>
    public Span<float> GradientOf(bool sequences)
    {
        int length = sequences ? _geometry.OutputLength : _geometry.StateLength;
        Grow(ref _gradient, length);
        return _gradient.AsSpan(0, length);
    }

    /// <param name="x">The sequences.</param>
    /// <param name="kernel">Weights of the input.</param>
    /// <param name="recurrent">Weights of the state.</param>
    /// <param name="bias">Bias.</param>
    /// <param name="place">Where the outputs go; empty: <see cref="Outputs"/>.</param>
    /// <param name="training">Whether a backward pass follows.</param>
    /// <param name="threads">Threads at most.</param>
    public void Forward(
        Tensor x, ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrent, ReadOnlySpan<float> bias, Span<float> place, bool training, int threads)
    {
        _geometry = new RecurrentGeometry(x.Batch, x.Shape[0], x.Channels, units, reverse);
        if (place.IsEmpty)
        {
            Grow(ref _outputs, _geometry.OutputLength);
            place = Outputs;
        }
        Grow(ref _lastState, _geometry.StateLength);
        int savedLength = gru ? GruKernel.SavedLength(_geometry) : LstmKernel.SavedLength(_geometry);
        if (training)
            Grow(ref _saved, savedLength);
        Span<float> saved = training ? _saved.AsSpan(0, savedLength) : [];
        if (gru)
            GruKernel.Forward(_geometry, x.Span, kernel, recurrent, bias, x.LengthSpan, place, LastState, saved, threads);
        else
            LstmKernel.Forward(_geometry, x.Span, kernel, recurrent, bias, x.LengthSpan, place, LastState, saved, threads);
    }

    /// <summary>After a forward pass for training on the same input.</summary>
    public void Backward(
        Tensor x, ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrent, ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient, bool sequences,
        Span<float> dx, Span<float> dKernel, Span<float> dRecurrent, Span<float> dBias, int threads)
    {
        ReadOnlySpan<float> dh = sequences ? gradient : [], dLast = sequences ? [] : gradient;
        Span<float> saved = _saved.AsSpan(0, gru ? GruKernel.SavedLength(_geometry) : LstmKernel.SavedLength(_geometry));
        if (gru)
            GruKernel.Backward(_geometry, x.Span, kernel, recurrent, x.LengthSpan, outputs, saved, dh, dLast, dx, dKernel, dRecurrent, dBias, threads);
        else
            LstmKernel.Backward(_geometry, x.Span, kernel, recurrent, x.LengthSpan, outputs, saved, dh, dLast, dx, dKernel, dRecurrent, dBias, threads);
    }

    private static void Grow(ref float[] values, int length)
    {
        if (values.Length < length)
            values = GC.AllocateUninitializedArray<float>(length, pinned: true);
    }
}
