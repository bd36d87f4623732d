using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>Checks lists of layers.</summary>
internal static class LayerSizes
{
    private const int MaxLayers = 8;

    public static void Check(IReadOnlyList<int> sizes, int least, string name)
    {
        ArgumentNullException.ThrowIfNull(sizes, name);
        if (sizes.Count < least || sizes.Count > MaxLayers)
            throw new ArgumentException($"{name}: expected {least} to {MaxLayers} layers, got {sizes.Count}.", name);
        foreach (int size in sizes)
            EmotionKit.Check.InRange(size, 1, Shape.MaxSize, name);
    }
}
