namespace EmotionKit.Neural;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014) in the form in which the reset gate acts after the recurrent product, as Keras' default and ONNX
/// with <c>linear_before_reset = 1</c>, without a second bias. Gates in the order update, reset, candidate.
/// </summary>
public sealed record GruLayer : RecurrentLayer
{
    internal override int Gates => 3;

    internal override int BiasWidth => 6;

    internal override ParameterStart BiasStart => ParameterStart.Zeros;
}
