using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>
/// Leaves the padding of sequences out where a network takes any length: batches of rows of about one length then cost what the sound costs, not
/// what the padding does. What the network gives does not change, since it masks padding.
/// </summary>
internal sealed class SequenceTrim
{
    private readonly int _width;
    private readonly float _padding;

    private SequenceTrim(Shape shape, int width, float padding) => (Shape, _width, _padding) = (shape, width, padding);

    /// <summary>Of the rows that come out.</summary>
    public Shape Shape { get; }

    /// <summary>Whether anything may be left out.</summary>
    public bool Trims => _width > 0;

    public static SequenceTrim For(NetworkDefinition network, FeatureShape features)
    {
        bool masked = network.InputShape is { HasVariable: true } && network.Layers.Any(
            layer => layer.Spec is MaskingLayer masking && masking.Value == features.Padding && layer.Inputs[0] == NetworkDefinition.InputName);
        bool others = network.Layers.Any(layer => layer.Spec is not MaskingLayer && layer.Inputs.Contains(NetworkDefinition.InputName));
        if (!masked || others || features.Shape.Rank < 2)
            return new SequenceTrim(features.Shape, 0, 0);
        int width = (int)features.Shape.Tail().Size;
        int[] sizes = features.Shape.ToArray();
        sizes[0] = Shape.Variable;
        return new SequenceTrim(new Shape(sizes), width, features.Padding);
    }

    /// <summary>The row without its padding; at least one frame.</summary>
    public ReadOnlyMemory<float> Apply(ReadOnlyMemory<float> row)
    {
        if (!Trims)
            return row;
        int last = row.Span.LastIndexOfAnyExcept(_padding);
        return row[..(Math.Max(1, last / _width + 1) * _width)];
    }
}
