namespace EmotionKit.Onnx.Networks;

/// <summary>Looks up a layer's parameter.</summary>
/// <param name="layer">Name of the layer.</param>
/// <param name="parameter">Name within the layer, such as <c>kernel</c>.</param>
internal delegate float[] NetworkWeights(string layer, string parameter);
