namespace EmotionKit.Neural;

/// <summary>What lies around the input of a convolution or pooling.</summary>
public enum Padding
{
    /// <summary>ceil(size / stride) outputs. Of the <c>dilation * (kernel - 1)</c> values of padding, half, rounded down, lie before the
    /// input, whatever its size and stride: a sequence gives the same frames alone and in a longer padded batch. Keras does the same for
    /// stride 1; for others its split depends on the size.</summary>
    Same,

    /// <summary>None: windows lie inside the input.</summary>
    Valid,

    /// <summary>As many values as the layer says.</summary>
    Explicit,
}
