using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>What a layer gives, in whatever layouts the layers after it ask for: a transpose is written once, and only where layouts meet.</summary>
internal sealed class LayerValue
{
    private readonly OnnxGraphWriter _writer;
    private readonly string?[] _names = new string?[3];

    /// <param name="writer">The graph.</param>
    /// <param name="name">Of the value.</param>
    /// <param name="shape">Of a row, channels last.</param>
    /// <param name="layout">Of <paramref name="name"/>.</param>
    /// <param name="rows">How long the rows are, or null where all frames count.</param>
    public LayerValue(OnnxGraphWriter writer, string name, Shape shape, Layout layout, RowLengths? rows = null)
    {
        _writer = writer;
        Shape = shape;
        Layout = shape.Rank < 2 ? Layout.ChannelsLast : layout;
        Rows = rows;
        _names[(int)Layout] = name;
    }

    public Shape Shape { get; }

    /// <summary>The layout in which the value came into being.</summary>
    public Layout Layout { get; }

    public RowLengths? Rows { get; }

    /// <summary>Whether frames past a row's length are known to be zero.</summary>
    public bool IsZeroPadded { get; init; }

    /// <summary>The value in its own layout.</summary>
    public string Name => _names[(int)Layout]!;

    /// <summary>The axis of the channels in its own layout.</summary>
    public int ChannelAxis => Layout == Layout.ChannelsFirst ? 1 : Shape.Rank;

    /// <summary>The value in a layout.</summary>
    public string In(Layout layout)
    {
        if (Shape.Rank < 2)
            layout = Layout.ChannelsLast;
        ref string? name = ref _names[(int)layout];
        return name ??= _writer.Node("Transpose", [Name], OnnxAttribute.Ints("perm", Permutation(Layout, layout, Shape.Rank)));
    }

    /// <summary>Another value of the same layout and lengths.</summary>
    public LayerValue With(string name, Shape shape, bool isZeroPadded) =>
        new(_writer, name, shape, Layout, Rows) { IsZeroPadded = isZeroPadded };

    private static long[] Permutation(Layout from, Layout to, int rank)
    {
        long[] source = Axes(from, rank), target = Axes(to, rank);
        return Array.ConvertAll(target, axis => (long)Array.IndexOf(source, axis));
    }

    /// <summary>The channels-last axis at each place of a layout.</summary>
    private static long[] Axes(Layout layout, int rank) => (layout, rank) switch
    {
        (Layout.ChannelsLast, _) => [.. Enumerable.Range(0, rank + 1).Select(axis => (long)axis)],
        (Layout.ChannelsFirst, 2) => [0, 2, 1],
        (Layout.ChannelsFirst, 3) => [0, 3, 1, 2],
        (Layout.TimeFirst, 2) => [1, 0, 2],
        _ => throw new NotSupportedException($"no layout {layout} of {rank} axes"),
    };
}
