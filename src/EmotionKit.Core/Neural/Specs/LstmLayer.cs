namespace EmotionKit.Neural;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of Gers et al. 2000). Gates in the order input, forget,
/// cell candidate, output, as Keras and PyTorch store them. The forget gate's bias begins at 1.
/// </summary>
public sealed record LstmLayer : RecurrentLayer
{
    internal override int Gates => 4;

    internal override ParameterStart BiasStart => ParameterStart.ForgetGateOnes;
}
