using EmotionKit;
using EmotionKit.Bundles;

namespace Microsoft.ML;

/// <summary>Saves and loads models as bundles: one file with everything that scoring needs.</summary>
/// <remarks>A bundle is a zip file with a manifest (components with their options, the SHA-256 of every entry), what was
/// learned, and ONNX graphs. Loading makes only components that EmotionKit knows by name, after checking hashes and
/// size limits; nothing in the file is run. The same model gives the same bytes.</remarks>
public static class EmotionKitModelExtensions
{
    /// <summary>Saves a model to a file, as a whole or not at all: an error leaves an earlier file as it was.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain, of EmotionKit, of Microsoft.ML, or of both in any order.</param>
    /// <param name="inputSchema">The schema of the data that the model is to be given.</param>
    /// <param name="path">The file, customarily with the extension <c>.ekm</c>.</param>
    /// <param name="info">What users of the model should know, such as its licence, by name; shown by <see cref="InspectBundle"/>. Null for nothing.</param>
    /// <exception cref="ArgumentException">The model does not fit the schema, or a column's type cannot be described.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveBundle(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, string path, IReadOnlyDictionary<string, string>? info = null)
    {
        Check.NotEmpty(path);
        BundleContent content = Collect(catalog, model, inputSchema, info);
        AtomicFile.Write(path, stream => BundleWriter.Write(content, stream));
    }

    /// <summary>Saves a model to a stream, which need not be seekable and stays open.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">A fitted transformer or chain, of EmotionKit, of Microsoft.ML, or of both in any order.</param>
    /// <param name="inputSchema">The schema of the data that the model is to be given.</param>
    /// <param name="stream">Written from its position on.</param>
    /// <param name="info">What users of the model should know, such as its licence, by name; shown by <see cref="InspectBundle"/>. Null for nothing.</param>
    /// <exception cref="ArgumentException">The model does not fit the schema, or a column's type cannot be described.</exception>
    public static void SaveBundle(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, Stream stream, IReadOnlyDictionary<string, string>? info = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BundleWriter.Write(Collect(catalog, model, inputSchema, info), stream);
    }

    /// <summary>Loads a model from a file.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputSchema">The columns that the model expects.</param>
    /// <returns>A chain that maps row to row.</returns>
    /// <exception cref="BundleFormatException">The file is no bundle, is damaged, over the limits, or of a later version.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ITransformer LoadBundle(this ModelOperationsCatalog catalog, string path, out DataViewSchema inputSchema)
    {
        Check.NotEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            return catalog.LoadBundle(stream, out inputSchema);
        }
        catch (BundleFormatException error)
        {
            throw error.In(path);
        }
    }

    /// <summary>Loads a model from a stream; one that cannot seek is buffered.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="stream">Holds a bundle and nothing else. It stays open.</param>
    /// <param name="inputSchema">The columns that the model expects.</param>
    /// <returns>A chain that maps row to row.</returns>
    /// <exception cref="BundleFormatException">The stream holds no bundle, or one that is damaged, over the limits, or of a later version.</exception>
    public static ITransformer LoadBundle(this ModelOperationsCatalog catalog, Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        return BundleReader.Load(catalog, stream, out inputSchema);
    }

    /// <summary>Reads a bundle's table of contents, without loading the model.</summary>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="verify">Also reads every entry and checks its hash.</param>
    /// <exception cref="BundleFormatException">The file is no bundle, is damaged, over the limits, or of a later version.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static BundleManifest InspectBundle(this ModelOperationsCatalog catalog, string path, bool verify = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Check.NotEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            return BundleReader.Read(stream, manifestOnly: !verify).Manifest;
        }
        catch (BundleFormatException error)
        {
            throw error.In(path);
        }
    }

    private static BundleContent Collect(
        ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, IReadOnlyDictionary<string, string>? info)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        BundleContent content = BundleWriter.Collect(catalog, model, inputSchema);
        // By name, so that the same facts give the same bytes.
        return info is null or { Count: 0 }
            ? content
            : content with { Manifest = content.Manifest with { Info = new SortedDictionary<string, string>(info.ToDictionary(), StringComparer.Ordinal) } };
    }
}
