namespace EmotionKit.Onnx;

/// <summary>Keys of the metadata that EmotionKit writes into ONNX models.</summary>
internal static class OnnxMetadata
{
    /// <summary>Class names, a JSON array in the order of the scores.</summary>
    public const string Classes = "emotionkit.classes";

    /// <summary>Inputs, a JSON array of names and shapes.</summary>
    public const string Inputs = "emotionkit.inputs";

    /// <summary>Outputs, a JSON array of names and what they mean.</summary>
    public const string Outputs = "emotionkit.outputs";

    /// <summary>What is done to the data before, a JSON array of components with their options.</summary>
    public const string Preprocessing = "emotionkit.preprocessing";

    /// <summary>What is done to the output, likewise.</summary>
    public const string Postprocessing = "emotionkit.postprocessing";
}
