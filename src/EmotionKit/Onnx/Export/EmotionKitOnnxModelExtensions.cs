using EmotionKit;
using EmotionKit.Bundles;
using EmotionKit.Onnx;

namespace Microsoft.ML;

/// <summary>Writes what a model scores with as an ONNX file.</summary>
public static class EmotionKitOnnxModelExtensions
{
    /// <summary>Writes the ONNX graph inside a model: that of a network trained by EmotionKit, or of <c>ScoreOnnx</c>.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain with one such graph.</param>
    /// <param name="path">The file, customarily with the extension <c>.onnx</c>; written as a whole or not at all.</param>
    /// <remarks>What comes before and after the graph (feature extraction, scaling, decoding) is not part of it: the metadata say it as JSON, every
    /// component with its columns, options and learned numbers, under <c>emotionkit.preprocessing</c> and
    /// <c>emotionkit.postprocessing</c>; class names are under <c>emotionkit.classes</c>.</remarks>
    /// <exception cref="ArgumentException">The model holds no such graph, or several.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void ExportOnnx(this ModelOperationsCatalog catalog, ITransformer model, string path)
    {
        Check.NotEmpty(path);
        byte[] bytes = ToOnnx(catalog, model);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <inheritdoc cref="ExportOnnx(ModelOperationsCatalog, ITransformer, string)" path="/summary|/remarks"/>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain with one such graph.</param>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <exception cref="ArgumentException">The model holds no such graph, or several.</exception>
    public static void ExportOnnx(this ModelOperationsCatalog catalog, ITransformer model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToOnnx(catalog, model));
    }

    private static byte[] ToOnnx(ModelOperationsCatalog catalog, ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ITransformer[] parts = [.. BundleWriter.Flatten(model)];
        int[] graphs = [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] is IOnnxModel)];
        if (graphs is not [int at])
        {
            string names = string.Join(", ", parts.Select(part => (part as IBundledComponent)?.ComponentName ?? part.GetType().Name));
            throw new ArgumentException(
                $"ExportOnnx: expected a model with one ONNX graph (a trained network, or ScoreOnnx), got {graphs.Length} in: {names}.", nameof(model));
        }
        var metadata = new Dictionary<string, string>();
        if (at > 0)
            metadata[OnnxMetadata.Preprocessing] = PipelineJson.Of(parts[..at]);
        if (at + 1 < parts.Length)
            metadata[OnnxMetadata.Postprocessing] = PipelineJson.Of(parts[(at + 1)..]);
        return OnnxModelEditor.WithMetadata(((IOnnxModel)parts[at]).ToOnnx(), metadata);
    }
}
