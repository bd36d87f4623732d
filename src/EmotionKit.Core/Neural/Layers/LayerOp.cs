namespace EmotionKit.Neural;

/// <summary>A layer at work: its forward and backward pass, with what the one keeps for the other. Belongs to one session.</summary>
internal abstract unsafe class LayerOp(ParameterSlot[] slots)
{
    private int[] _lengths = [];

    /// <summary>Whether the output is the input's memory, unchanged.</summary>
    public virtual bool AliasesInput => false;

    /// <summary>Whether the output may overwrite the (only) input.</summary>
    public virtual bool CanOverwriteInput => false;

    /// <summary>Whether the backward pass reads the output.</summary>
    public virtual bool NeedsOutput => false;

    /// <summary>Whether the input's gradient may overwrite the output's.</summary>
    public virtual bool GradientInPlace => false;

    /// <summary>Whether the output's gradient is that of every input.</summary>
    public virtual bool PassesGradient => false;

    /// <summary>Whether zeros past the rows' lengths stay zeros, forward and backward.</summary>
    public virtual bool KeepsZeros => false;

    /// <summary>How many frames each row of the output has, or null.</summary>
    public abstract int[]? OutputLengths(Tensor[] inputs, Shape output);

    /// <summary>Writes all of <paramref name="output"/>.</summary>
    public abstract void Forward(Pass pass, Tensor[] inputs, Tensor output);

    /// <summary>Writes the gradients of the parameters and of those inputs that want one.</summary>
    public abstract void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients);

    protected int Parameters => slots.Length;

    protected Span<float> Weight(Pass pass, int parameter) => pass.Weights.Of(slots[parameter]);

    protected Span<float> Gradient(Pass pass, int parameter) => pass.Gradients.Of(slots[parameter]);

    protected static Span<float> Values(Storage? storage, int length) =>
        storage is null ? [] : new Span<float>(storage.Buffer.Pointer, length);

    /// <summary>Those of the first input that has any.</summary>
    protected static int[]? FirstLengths(Tensor[] inputs)
    {
        foreach (Tensor input in inputs)
        {
            if (input.Lengths is not null)
                return input.Lengths;
        }
        return null;
    }

    /// <summary>The lengths of rows whose frames a window passes over.</summary>
    protected int[]? Shrink(Tensor input, LayerSpec spec, Shape output)
    {
        if (input.Lengths is null)
            return null;
        if (_lengths.Length < input.Batch)
            _lengths = new int[input.Batch];
        for (int row = 0; row < input.Batch; row++)
            _lengths[row] = Math.Min(spec.OutputLength(input.Lengths[row]), output[0]);
        return _lengths;
    }
}
