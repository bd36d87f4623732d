namespace EmotionKit.Neural;

/// <summary>A window that slides over one axis.</summary>
internal readonly record struct Window(int Size, int Stride, int Dilation, Padding Padding, int PadBefore, int PadAfter)
{
    /// <summary>From the first to the last value that one window sees.</summary>
    public int Span => Dilation * (Size - 1) + 1;

    public int Before => Padding switch
    {
        Padding.Same => (Span - 1) / 2,
        Padding.Explicit => PadBefore,
        _ => 0,
    };

    public int After => Padding switch
    {
        Padding.Same => Span - 1 - (Span - 1) / 2,
        Padding.Explicit => PadAfter,
        _ => 0,
    };

    /// <summary>Outputs over <paramref name="size"/> inputs; variable stays variable.</summary>
    /// <exception cref="ArgumentException">The window is larger than the padded input.</exception>
    public int Over(int size, string axis)
    {
        if (size == Shape.Variable)
            return Shape.Variable;
        long room = (long)size + Before + After - Span;
        if (room < 0)
            throw new ArgumentException($"the window spans {Span} values of {axis}, the input has {size} (and {Before + After} of padding); use a smaller window or padding 'same'.");
        return (int)(room / Stride) + 1;
    }

    /// <summary>Outputs over a row of <paramref name="length"/> frames, at least 1: a short row is as if padded with zeros to one window.</summary>
    public int OverLength(int length) => (int)Math.Max(0, ((long)length + Before + After - Span) / Stride) + 1;

    public void Validate(string axis)
    {
        Check.InRange(Size, 1, Shape.MaxSize, axis);
        Check.InRange(Stride, 1, Shape.MaxSize, $"{axis} stride");
        Check.InRange(Dilation, 1, Shape.MaxSize, $"{axis} dilation");
        Check.InRange((long)Dilation * (Size - 1) + 1, 1, Shape.MaxSize, $"{axis} span");
        Check.Defined(Padding);
        Check.InRange(PadBefore, 0, Shape.MaxSize, $"padding before {axis}");
        Check.InRange(PadAfter, 0, Shape.MaxSize, $"padding after {axis}");
        if (Padding != Padding.Explicit && (PadBefore != 0 || PadAfter != 0))
            throw new ArgumentException($"padding around {axis}: numbers of values count with padding 'explicit' only, got padding '{Padding}' and {PadBefore}, {PadAfter}.");
    }
}
