namespace EmotionKit.Neural;

/// <summary>Gives a training row's features anew for each epoch: from a waveform or an image that is augmented afresh.</summary>
/// <param name="epoch">From 1.</param>
/// <param name="row">Number of the row among the training examples.</param>
/// <param name="seed">Differs for each epoch and row, and depends on nothing else but the training's seed.</param>
/// <returns>Features of the shape that the examples have. They are copied before the next call on the same thread. Called from several
/// threads; equal arguments must give equal features, or training is not reproducible.</returns>
public delegate ReadOnlyMemory<float> FeatureSource(int epoch, int row, long seed);
