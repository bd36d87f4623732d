namespace EmotionKit.Neural;

/// <summary>
/// A weighted mean of the frames, (time, channels) to (channels). The weights are a softmax over time of one score per frame:
/// <c>score · tanh(x · kernel + bias)</c> (Bahdanau et al. 2015; Yang et al. 2016), or <c>score · x</c> without hidden units. Frames past a
/// row's length are left out.
/// </summary>
/// <remarks>Parameters: <c>kernel</c> (channels, units), <c>bias</c> (units), <c>score</c> (units); without hidden units <c>score</c>
/// (channels) alone.</remarks>
public sealed record AttentionPoolingLayer : LayerSpec
{
    /// <summary>Hidden units; 0 for a score that is linear in the frame. Default 64.</summary>
    public int Units { get; init; } = 64;

    /// <inheritdoc/>
    public override void Validate() => Check.InRange(Units, 0, Shape.MaxSize);

    internal override TimeAxis Time(Shape input) => TimeAxis.Dropped;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => new(inputs[0].Require(2, "(time, channels)").Last);

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        int channels = inputs[0].Last;
        if (Units == 0)
            return [new("score", new Shape(channels), ParameterStart.GlorotUniform, channels, 1, Decays: true)];
        return
        [
            new("kernel", new Shape(channels, Units), ParameterStart.GlorotUniform, channels, Units, Decays: true),
            new("bias", new Shape(Units), ParameterStart.Zeros),
            new("score", new Shape(Units), ParameterStart.GlorotUniform, Units, 1, Decays: true),
        ];
    }
}
