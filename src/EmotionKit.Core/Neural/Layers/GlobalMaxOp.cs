namespace EmotionKit.Neural;

/// <summary>The largest value over all frames or pixels within the row's length.</summary>
internal sealed class GlobalMaxOp() : LayerOp([])
{
    private int[] _places = [];

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        int channels = x.Channels;
        if (_places.Length < output.Length)
            _places = new int[output.Length];
        for (int row = 0; row < x.Batch; row++)
        {
            ReadOnlySpan<float> values = x.Valid(row);
            Span<float> largest = output.Row(row);
            Span<int> places = _places.AsSpan(row * channels, channels);
            values[..channels].CopyTo(largest);
            for (int c = 0; c < channels; c++)
                places[c] = c;
            for (int at = channels; at < values.Length; at += channels)
            {
                for (int c = 0; c < channels; c++)
                {
                    float value = values[at + c];
                    // A NaN stays, so that it shows in the loss.
                    if (value > largest[c] || float.IsNaN(value))
                        (largest[c], places[c]) = (value, at + c);
                }
            }
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Tensor x = inputs[0];
        Span<float> dx = Values(wanted, x.Length), dy = Values(gradient, output.Length);
        dx.Clear();
        for (int i = 0; i < dy.Length; i++)
            dx[i / x.Channels * x.RowSize + _places[i]] = dy[i];
    }
}
