using Microsoft.ML;

namespace EmotionKit.Bundles;

/// <summary>A transformer that can be written into a bundle. What it writes is read back by the function that
/// <see cref="ComponentTable"/> holds under its name.</summary>
internal interface IBundledComponent : ITransformer
{
    string ComponentName { get; }

    void Save(ComponentWriter writer);
}
