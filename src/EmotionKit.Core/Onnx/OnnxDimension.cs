namespace EmotionKit.Onnx;

/// <summary>A side of a tensor: a fixed size, or a name for one that a caller chooses. Equal names mean equal sizes.</summary>
internal readonly record struct OnnxDimension
{
    /// <summary>The name of the first dimension of every input and output.</summary>
    public const string Batch = "batch";

    /// <summary>The name of a free number of frames.</summary>
    public const string Time = "time";

    /// <summary>The name of the number of frames that come out, which strides make smaller.</summary>
    public const string OutputTime = "output_time";

    private OnnxDimension(long size, string? symbol)
    {
        Size = size;
        Symbol = symbol;
    }

    /// <summary>Meaningless where <see cref="Symbol"/> is set.</summary>
    public long Size { get; }

    public string? Symbol { get; }

    public static implicit operator OnnxDimension(long size) => new(Check.AtLeast(size, 0), null);

    public static implicit operator OnnxDimension(int size) => new(Check.AtLeast(size, 0), null);

    public static implicit operator OnnxDimension(string symbol) => new(0, Check.NotEmpty(symbol));
}
