namespace EmotionKit.Neural;

/// <summary>Where a parameter lies.</summary>
/// <param name="Name">The layer's name, a dot, and the parameter's: <c>lstm1.kernel</c>.</param>
/// <param name="Spec">What it is.</param>
/// <param name="Offset">In the network's values, a multiple of 16.</param>
internal sealed record ParameterSlot(string Name, ParameterSpec Spec, int Offset)
{
    public int Length => (int)Spec.Shape.Size;
}
