using EmotionKit.Interop;
using NWaves.FeatureExtractors.Base;

namespace Microsoft.ML;

/// <summary>NWaves feature extractors in pipelines.</summary>
public static class EmotionKitNWavesExtensions
{
    /// <summary>Measures every frame of a clip with any feature extractor of NWaves.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">Name of the column to add: a sequence of frames, [frame, feature] row after row, with the annotations that
    /// EmotionKit's own extractors give (FrameWidth, FrameNames), so that <c>AppendDeltas</c>, <c>PoolFrames</c> and <c>PadSequence</c> take
    /// it.</param>
    /// <param name="inputColumnName">Name of the column of samples, Vector or VarVector of Single; null: <paramref name="outputColumnName"/>.
    /// Its rate must be the extractor's.</param>
    /// <param name="factory">Makes an extractor, always of the same settings. It is called once per thread: extractors are not thread-safe.</param>
    /// <returns>An estimator that learns nothing. Its transformer cannot be saved in a bundle, which holds no code.</returns>
    /// <remarks>A clip that is shorter than a frame has no frames. Each clip starts with the extractor's <c>Reset</c>.</remarks>
    /// <exception cref="ArgumentException">A column name is empty.</exception>
    /// <example>
    /// <code>
    /// ml.Transforms.ExtractWithNWaves("Plp", "Audio", () => new PlpExtractor(new PlpOptions { SamplingRate = 16_000, FeatureCount = 13 }))
    /// </code>
    /// </example>
    public static NWavesFeatureEstimator ExtractWithNWaves(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName, Func<FeatureExtractor> factory)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NWavesFeatureEstimator(new NWavesFeatureTransformer(outputColumnName, inputColumnName, factory));
    }
}
