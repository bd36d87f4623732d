namespace EmotionKit.Neural;

/// <summary>One parameter of a layer, before it has values.</summary>
/// <param name="Name">Within the layer, such as <c>kernel</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">How it is initialised.</param>
/// <param name="FanIn">Inputs that feed one output.</param>
/// <param name="FanOut">Outputs that one input feeds.</param>
/// <param name="Trainable">False for running statistics.</param>
/// <param name="Decays">Whether decoupled weight decay acts on it: on kernels, not on biases and scales.</param>
internal sealed record ParameterSpec(
    string Name, Shape Shape, ParameterStart Start, long FanIn = 1, long FanOut = 1, bool Trainable = true, bool Decays = false);
