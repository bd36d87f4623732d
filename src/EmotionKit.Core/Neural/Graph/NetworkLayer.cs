namespace EmotionKit.Neural;

/// <summary>One layer of a network.</summary>
/// <param name="Name">Unique in its network.</param>
/// <param name="Spec">What it does.</param>
/// <param name="Inputs">Names of the layers that feed it, or <see cref="NetworkDefinition.InputName"/>.</param>
public sealed record NetworkLayer(string Name, LayerSpec Spec, IReadOnlyList<string> Inputs);
