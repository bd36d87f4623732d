using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>A transformer that scores through an ONNX graph, which can be had as a file.</summary>
internal interface IOnnxModel : ITransformer
{
    /// <summary>The bytes of an .onnx file.</summary>
    byte[] ToOnnx();
}
