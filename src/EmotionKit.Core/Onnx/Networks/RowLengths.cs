using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>How many frames of each row count, computed in the graph: the ends that masking finds, carried through windows over time.</summary>
internal sealed class RowLengths
{
    private readonly OnnxGraphWriter _writer;
    private readonly Lazy<string> _frames;
    private readonly Dictionary<(Layout, int), string> _masks = [];
    private string? _int32;

    /// <param name="writer">The graph.</param>
    /// <param name="lengths">Int64, (batch), 1 or more.</param>
    /// <param name="frames">Int64, (1): frames of the tensor; written when they are needed.</param>
    private RowLengths(OnnxGraphWriter writer, string lengths, Lazy<string> frames)
    {
        _writer = writer;
        Lengths = lengths;
        _frames = frames;
    }

    /// <summary>Int64, (batch), 1 or more.</summary>
    public string Lengths { get; }

    /// <summary>As ONNX's recurrent operators take them.</summary>
    public string AsInt32 => _int32 ??= _writer.Node("Cast", [Lengths], OnnxAttribute.Int("to", 6));

    /// <summary>Rows end after their last frame that holds another value than padding's; a row of nothing else keeps its first frame.</summary>
    public static RowLengths Find(OnnxGraphWriter writer, LayerValue value, float padding)
    {
        var frames = new Lazy<string>(() => Frames(writer, value));
        string counts = Counts(writer, value, padding);
        string places = writer.Node("Cast", [Places(writer, frames.Value, first: 1)], OnnxAttribute.Int("to", 1));
        string last = writer.Node(
            "ReduceMax", [writer.Node("Mul", [counts, places])], OnnxAttribute.Ints("axes", 1), OnnxAttribute.Int("keepdims", 0));
        string lengths = writer.Node("Cast", [writer.Node("Max", [last, writer.Scalar(1f)])], OnnxAttribute.Int("to", 7));
        return new RowLengths(writer, lengths, frames);
    }

    /// <summary>Only frames that hold another value than padding's count; they are moved together, in their order. A row of nothing else keeps its first frame.</summary>
    /// <returns>How many there are, and the value with them first, channels last.</returns>
    public static (RowLengths Rows, string Value) Keep(OnnxGraphWriter writer, LayerValue value, float padding)
    {
        string x = value.In(Layout.ChannelsLast);
        var frames = new Lazy<string>(() => Frames(writer, value));
        string counts = Counts(writer, value, padding);
        // Frames that count have keys from 1 to time, the earliest the largest; the others come after all of them, in their order too.
        string time = writer.Node("Cast", [frames.Value], OnnxAttribute.Int("to", 1));
        string places = writer.Node("Cast", [Places(writer, frames.Value, first: 0)], OnnxAttribute.Int("to", 1));
        string keys = writer.Node("Sub", [writer.Node("Mul", [counts, time]), places]);
        string order = writer.Node("TopK", [keys, frames.Value], [true, true], "", OnnxAttribute.Int("axis", 1))[1];
        long[] inner = [.. Enumerable.Range(2, value.Shape.Rank - 1).Select(axis => (long)axis)];
        string everywhere = writer.Node("Expand", [writer.Node("Unsqueeze", [order, writer.Integers(inner)]), writer.Node("Shape", [x])]);
        string together = writer.Node("GatherElements", [x, everywhere], OnnxAttribute.Int("axis", 1));
        string number = writer.Node("ReduceSum", [counts, writer.Integers(1)], OnnxAttribute.Int("keepdims", 0));
        string lengths = writer.Node("Cast", [writer.Node("Max", [number, writer.Scalar(1f)])], OnnxAttribute.Int("to", 7));
        return (new RowLengths(writer, lengths, frames), together);
    }

    /// <summary>After a window over time, as <see cref="Window.OverLength"/> counts.</summary>
    /// <param name="window">Over time.</param>
    /// <param name="output">What came out, for the frames that it has.</param>
    public RowLengths Over(Window window, LayerValue output)
    {
        if (window.Stride == 1 && window.Before + window.After == window.Span - 1)
            return this;
        int room = window.Before + window.After - window.Span;
        string value = _writer.Node("Max", [_writer.Node("Add", [Lengths, _writer.ScalarInt64(room)]), _writer.ScalarInt64(0)]);
        if (window.Stride > 1)
            value = _writer.Node("Div", [value, _writer.ScalarInt64(window.Stride)]);
        value = _writer.Node("Add", [value, _writer.ScalarInt64(1)]);
        return new RowLengths(_writer, value, new Lazy<string>(() => Frames(_writer, output)));
    }

    /// <summary>True where a frame counts, Boolean; of one value per row and frame, to be broadcast over a value of <paramref name="rank"/> axes per row.</summary>
    public string Mask(Layout layout, int rank)
    {
        if (_masks.TryGetValue((layout, rank), out string? known))
            return known;
        string places = Places(_writer, _frames.Value, first: 0);
        // (1, time) < (batch, 1), or (time, 1) < (1, batch); then ones for the axes that are left.
        (long[] forPlaces, long[] forLengths) = (layout, rank) switch
        {
            (Layout.TimeFirst, _) => (new long[] { 1, 2 }, new long[] { 0, 2 }),
            (Layout.ChannelsLast, 2) => ([0, 2], [1, 2]),
            (Layout.ChannelsLast, _) => ([0, 2, 3], [1, 2, 3]),
            (_, 2) => ([0, 1], [1, 2]),
            _ => ([0, 1, 3], [1, 2, 3]),
        };
        string mask = _writer.Node(
            "Less",
            [_writer.Node("Unsqueeze", [places, _writer.Integers(forPlaces)]), _writer.Node("Unsqueeze", [Lengths, _writer.Integers(forLengths)])]);
        _masks.Add((layout, rank), mask);
        return mask;
    }

    /// <summary>True at each row's last frame that counts, Boolean; of one value per row and frame, to be broadcast over an image over time, channels first.</summary>
    public string Last()
    {
        string places = _writer.Node("Unsqueeze", [Places(_writer, _frames.Value, first: 1), _writer.Integers(0, 1, 3)]);
        return _writer.Node("Equal", [places, _writer.Node("Unsqueeze", [Lengths, _writer.Integers(1, 2, 3)])]);
    }

    /// <summary>True where a frame counts, Boolean, (batch, time).</summary>
    public string OfFrames() => _writer.Node("Squeeze", [Mask(Layout.ChannelsLast, 2), _writer.Integers(2)]);

    /// <summary>The lengths as Single, (batch, 1).</summary>
    public string AsColumn() =>
        _writer.Node("Unsqueeze", [_writer.Node("Cast", [Lengths], OnnxAttribute.Int("to", 1)), _writer.Integers(1)]);

    /// <summary>1 where a frame holds another value than padding's, else 0; Single, (batch, time).</summary>
    private static string Counts(OnnxGraphWriter writer, LayerValue value, float padding)
    {
        string x = value.In(Layout.ChannelsLast);
        string equal = writer.Node("Cast", [writer.Node("Equal", [x, writer.Scalar(padding)])], OnnxAttribute.Int("to", 1));
        long[] inner = [.. Enumerable.Range(2, value.Shape.Rank - 1).Select(axis => (long)axis)];
        string all = writer.Node("ReduceMin", [equal], OnnxAttribute.Ints("axes", inner), OnnxAttribute.Int("keepdims", 0));
        string counts = writer.Node("Sub", [writer.Scalar(1f), all]);
        return value.Rows is { } outer ? writer.Node("Where", [outer.OfFrames(), counts, writer.Scalar(0f)]) : counts;
    }

    private static string Frames(OnnxGraphWriter writer, LayerValue value)
    {
        if (value.Shape[0] != Shape.Variable)
            return writer.Integers(value.Shape[0]);
        int axis = value.Layout switch { Layout.ChannelsFirst => 2, Layout.TimeFirst => 0, _ => 1 };
        return writer.Node("Gather", [writer.Node("Shape", [value.Name]), writer.Integers(axis)], OnnxAttribute.Int("axis", 0));
    }

    /// <summary>Int64, (time): first, first + 1, ...</summary>
    private static string Places(OnnxGraphWriter writer, string frames, int first)
    {
        string end = writer.Node("Squeeze", [frames, writer.Integers(0)]);
        if (first != 0)
            end = writer.Node("Add", [end, writer.ScalarInt64(first)]);
        return writer.Node("Range", [writer.ScalarInt64(first), end, writer.ScalarInt64(1)]);
    }
}
