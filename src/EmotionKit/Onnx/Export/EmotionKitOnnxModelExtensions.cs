using EmotionKit;
using EmotionKit.Bundles;
using EmotionKit.Onnx;
using EmotionKit.Trainers;

namespace Microsoft.ML;

/// <summary>Writes what a model scores with as an ONNX file.</summary>
public static class EmotionKitOnnxModelExtensions
{
    /// <summary>Writes what a model scores with as an ONNX graph: a network trained by EmotionKit, the model of <c>ScoreOnnx</c>, or forest, boosting, logistic
    /// regression and stacks of them, together with the scalers, clippers, imputers and selections of numbers right before.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain with one such model.</param>
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
    /// <param name="model">A fitted transformer or chain with one such model.</param>
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
        if (graphs.Length == 0 && TableExport.Write(parts) is { } table)
            return Describe(table.Model, parts, table.First, table.Last);
        if (graphs is not [int at])
        {
            string names = string.Join(", ", parts.Select(part => (part as IBundledComponent)?.ComponentName ?? part.GetType().Name));
            throw new ArgumentException(
                $"ExportOnnx: expected a model with one trained network, ScoreOnnx, or classifier of numbers, got {(graphs.Length == 0 ? "none" : $"{graphs.Length}")} in: {names}.", nameof(model));
        }
        // Its graph alone would answer otherwise than the model does.
        if (Array.FindIndex(parts, part => part is AverageScoresTransformer || TableGraph.IsClassifier(part)) is >= 0 and int other)
        {
            throw new ArgumentException(
                $"ExportOnnx: expected a model whose answers are those of its one network, got one with {((IBundledComponent)parts[other]).ComponentName} beside it; export a model of the network alone.",
                nameof(model));
        }
        return Describe(((IOnnxModel)parts[at]).ToOnnx(), parts, at, at);
    }

    /// <summary>Adds what comes before and after the graph.</summary>
    private static byte[] Describe(byte[] graph, ITransformer[] parts, int first, int last)
    {
        var metadata = new Dictionary<string, string>();
        if (first > 0)
            metadata[OnnxMetadata.Preprocessing] = PipelineJson.Of(parts[..first]);
        if (last + 1 < parts.Length)
            metadata[OnnxMetadata.Postprocessing] = PipelineJson.Of(parts[(last + 1)..]);
        return OnnxModelEditor.WithMetadata(graph, metadata);
    }
}
