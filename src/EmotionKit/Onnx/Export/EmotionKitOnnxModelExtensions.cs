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
    /// <remarks>Of a model of tables, the overload with a schema puts more into the graph. What comes before and after the graph (feature extraction, scaling, decoding) is not part of it: the metadata say it as JSON, every
    /// component with its columns, options and learned numbers, under <c>emotionkit.preprocessing</c> and
    /// <c>emotionkit.postprocessing</c>; class names are under <c>emotionkit.classes</c>.</remarks>
    /// <exception cref="ArgumentException">The model holds no such graph, or several.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void ExportOnnx(this ModelOperationsCatalog catalog, ITransformer model, string path) =>
        Write(path, ToOnnx(catalog, model, null));

    /// <inheritdoc cref="ExportOnnx(ModelOperationsCatalog, ITransformer, string)" path="/summary|/remarks"/>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain with one such model.</param>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <exception cref="ArgumentException">The model holds no such graph, or several.</exception>
    public static void ExportOnnx(this ModelOperationsCatalog catalog, ITransformer model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToOnnx(catalog, model, null));
    }

    /// <summary>Writes what a model scores with as an ONNX graph. Of a model of tables the graph begins with the columns themselves, as far as what comes before its
    /// classifier can be computed in a graph.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain with one such model.</param>
    /// <param name="inputSchema">The columns that the model is given, as for <c>SaveBundle</c>.</param>
    /// <param name="path">The file, customarily with the extension <c>.onnx</c>; written as a whole or not at all.</param>
    /// <remarks>
    /// <para>There is an input for every column that the scores depend on, named as the column, (batch, 1), or (batch, n) of a vector: float for Single, NaN where missing; string
    /// for Text, empty where missing; bool for Boolean. A column named as one of the outputs Probability and Score is followed by ".input". The metadata
    /// <c>emotionkit.inputs</c> list them.</para>
    /// <list type="table">
    /// <item><term>In the graph</term><description>Concatenate and CopyColumns, ImputeMissing (of values; with its indicator), ClipOutliers, the three scalers, SelectByCorrelation,
    /// EncodeCategories, forest, boosting, logistic regression, Stacking, Voting, Bagging and Calibrated of them.</description></item>
    /// <item><term>Before it</term><description>Everything else, and what is before that: its columns are inputs of the graph, and the metadata <c>emotionkit.preprocessing</c> say
    /// how they are made. Of these are ImputeMissing by nearest rows, EncodeCategories that refuses unseen categories or reads Double or UInt64, and other components of ML.NET.</description></item>
    /// </list>
    /// <para>Probabilities are those of the model to 1e-5; where an isotonic calibration rises steeply, it enlarges the last digits of the score that it is given.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The model holds no such graph, or several; or does not fit the schema.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void ExportOnnx(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Write(path, ToOnnx(catalog, model, inputSchema));
    }

    /// <inheritdoc cref="ExportOnnx(ModelOperationsCatalog, ITransformer, DataViewSchema, string)" path="/summary|/remarks"/>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain with one such model.</param>
    /// <param name="inputSchema">The columns that the model is given, as for <c>SaveBundle</c>.</param>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <exception cref="ArgumentException">The model holds no such graph, or several; or does not fit the schema.</exception>
    public static void ExportOnnx(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToOnnx(catalog, model, inputSchema));
    }

    private static void Write(string path, byte[] bytes)
    {
        Check.NotEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static byte[] ToOnnx(ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ITransformer[] parts = [.. BundleWriter.Flatten(model)];
        int[] graphs = [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] is IOnnxModel)];
        if (graphs.Length == 0 && TableExport.Write(parts, inputSchema) is { } table)
            return Describe(table.Model, table.Before, parts[(table.Classifier + 1)..]);
        if (graphs is not [int at])
        {
            string names = string.Join(", ", parts.Select(part => (part as IBundledComponent)?.ComponentName ?? part.GetType().Name));
            throw new ArgumentException(
                $"ExportOnnx: expected a model with one trained network, ScoreOnnx, or classifier of numbers, got {(graphs.Length == 0 ? "none" : $"{graphs.Length}")} in: {names}.", nameof(model));
        }
        // Its graph alone would answer otherwise than the model does.
        if (Array.FindIndex(parts, part => part is AverageScoresTransformer || TableLinks.IsClassifier(part)) is >= 0 and int other)
        {
            throw new ArgumentException(
                $"ExportOnnx: expected a model whose answers are those of its one network, got one with {((IBundledComponent)parts[other]).ComponentName} beside it; export a model of the network alone.",
                nameof(model));
        }
        return Describe(((IOnnxModel)parts[at]).ToOnnx(), parts[..at], parts[(at + 1)..]);
    }

    /// <summary>Adds what comes before and after the graph.</summary>
    private static byte[] Describe(byte[] graph, ITransformer[] before, ITransformer[] after)
    {
        var metadata = new Dictionary<string, string>();
        if (before.Length > 0)
            metadata[OnnxMetadata.Preprocessing] = PipelineJson.Of(before);
        if (after.Length > 0)
            metadata[OnnxMetadata.Postprocessing] = PipelineJson.Of(after);
        return OnnxModelEditor.WithMetadata(graph, metadata);
    }
}
