namespace EmotionKit.Neural;

/// <summary>What one layer of a network does: its kind and its settings, without weights. Immutable.</summary>
/// <remarks>The kinds are the sealed records of this namespace; others cannot be derived. Tensors are channels-last and row-major:
/// a sequence is (time, channels), an image (height, width, channels); the batch is not part of a shape. In layers that know of
/// lengths the first axis is time.</remarks>
public abstract record LayerSpec
{
    private protected LayerSpec()
    {
    }

    /// <summary>The kind's name in JSON, such as <c>conv2D</c>.</summary>
    public string Kind => LayerKinds.NameOf(GetType());

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names it.</exception>
    public virtual void Validate()
    {
    }

    /// <summary>Least and most inputs.</summary>
    internal virtual (int Least, int Most) Arity => (1, 1);

    /// <summary>How the first axis of the output relates to that of the input, as far as it is time.</summary>
    internal virtual TimeAxis Time(Shape input) => TimeAxis.Kept;

    /// <summary>The shape of the output; throws <see cref="ArgumentException"/> that says what was expected.</summary>
    internal abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>The layer's parameters for given inputs, in the order in which they are stored.</summary>
    internal virtual IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) => [];

    /// <summary>How many frames come out for a row of <paramref name="length"/> frames; never less than 1.</summary>
    internal virtual int OutputLength(int length) => length;
}
