namespace EmotionKit.Trainers.Neural;

/// <summary>Makes a variant of a training row. Called from several threads.</summary>
/// <param name="row">The features as they are.</param>
/// <param name="variant">Of the same length; written whole.</param>
/// <param name="seed">Of this epoch and row.</param>
internal delegate void RowAugmenter(ReadOnlySpan<float> row, Span<float> variant, long seed);
