namespace EmotionKit.Neural;

/// <summary>Ends each row after its last frame that holds a value other than <see cref="Value"/>; later layers treat what follows as absent. A row of
/// nothing else keeps its first frame.</summary>
public sealed record MaskingLayer : PointwiseLayer
{
    /// <summary>The value that padding consists of, finite. Default 0.</summary>
    public float Value { get; init; }

    /// <summary>Whether frames of nothing but <see cref="Value"/> before the row's end are left out too, wherever they are, as Keras' Masking does: those
    /// after them move up. Recurrent layers and pooling over all time then give what Keras' give. Default false: they count, since silence may look
    /// like padding.</summary>
    public bool Inside { get; init; }

    /// <inheritdoc/>
    public override void Validate() => Check.Finite(Value);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs[0].Rank < 2)
            throw new ArgumentException($"expected a sequence, (time, channels) or (time, width, channels), got {inputs[0]}.");
        return inputs[0];
    }
}
