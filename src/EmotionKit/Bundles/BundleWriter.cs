using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Bundles;

/// <summary>Collects a model's parts and writes them as one zip file: the same model, the same bytes.</summary>
internal static class BundleWriter
{
    public const string ManifestName = "manifest.json";

    /// <summary>Holds the SHA-256 of the manifest, which holds those of all other entries.</summary>
    public const string ManifestHashName = "manifest.sha256";

    /// <summary>The time stamp of every entry: the earliest that zip knows.</summary>
    public static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Serializes the whole model in memory, so that a failure here leaves no half-written file.</summary>
    /// <exception cref="ArgumentException">The schema does not fit the model, or cannot be described.</exception>
    public static BundleContent Collect(ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema)
    {
        var components = new List<BundleComponent>();
        var entries = new List<KeyValuePair<string, byte[]>>();
        var run = new List<ITransformer>();
        DataViewSchema runSchema = inputSchema;
        DataViewSchema schema = inputSchema;
        foreach (ITransformer transformer in Flatten(model))
        {
            DataViewSchema output = transformer.GetOutputSchema(schema);
            if (transformer is IBundledComponent component)
            {
                CloseRun();
                var writer = new ComponentWriter(catalog);
                component.Save(writer);
                Add(component.ComponentName, writer);
            }
            else
            {
                if (run.Count == 0)
                    runSchema = schema;
                run.Add(transformer);
            }
            schema = output;
        }
        CloseRun();
        BundleEntry[] table = [.. entries.Select(e => new BundleEntry(e.Key, e.Value.Length, Hash(e.Value)))];
        var manifest = new BundleManifest(BundleManifest.CurrentFormat, LibraryVersion.Text, SchemaJson.Write(inputSchema), components, table);
        return new BundleContent(manifest, entries);

        void CloseRun()
        {
            if (run.Count == 0)
                return;
            var writer = new ComponentWriter(catalog);
            MLNetComponent.Save(writer, catalog, run, runSchema);
            Add(ComponentTable.MLNet, writer);
            run.Clear();
        }

        void Add(string name, ComponentWriter writer)
        {
            _ = ComponentTable.Find(name);
            var names = new List<string>();
            foreach ((string entry, byte[] bytes) in writer.Entries)
            {
                string full = EntryNames.Of(components.Count, name, entry);
                names.Add(full);
                entries.Add(new(full, bytes));
            }
            components.Add(new BundleComponent(name, writer.Columns, writer.OptionsElement, writer.Numbers, names));
        }
    }

    public static void Write(BundleContent content, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        byte[] manifest = JsonSerializer.SerializeToUtf8Bytes(content.Manifest, OptionsJson.IndentedSettings);
        Add(archive, ManifestName, manifest);
        Add(archive, ManifestHashName, Encoding.ASCII.GetBytes(Hash(manifest)));
        foreach ((string name, byte[] bytes) in content.Entries)
            Add(archive, name, bytes);
    }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        // Weights do not shrink; models of hundreds of megabytes should not wait for that to be found out.
        bool weights = name.EndsWith(".onnx", StringComparison.Ordinal);
        ZipArchiveEntry entry = archive.CreateEntry(name, weights ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        entry.LastWriteTime = FixedTime;
        using Stream stream = entry.Open();
        stream.Write(bytes);
    }

    /// <summary>A model's transformers, those of chains inside it too.</summary>
    public static IEnumerable<ITransformer> Flatten(ITransformer model)
    {
        if (model is not IEnumerable<ITransformer> chain)
            return [model];
        return chain.SelectMany(Flatten);
    }
}
