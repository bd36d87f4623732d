using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Bundles;

/// <summary>Reads bundles, trusting nothing in them: names, counts, sizes and hashes are checked before a component sees a byte.</summary>
internal static class BundleReader
{
    /// <summary>Entries at most; more is not a model.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>Bytes of the manifest at most.</summary>
    public const int MaxManifestBytes = 16 << 20;

    /// <summary>Bytes of all entries together at most, uncompressed.</summary>
    public const long MaxTotalBytes = 4L << 30;

    /// <summary>Models within models at most, as ensembles of ensembles have them.</summary>
    public const int MaxDepth = 8;

    /// <summary>Deflate cannot do better than 1032 to 1.</summary>
    private const long MaxRatio = 1_040;

    /// <exception cref="BundleFormatException">The file is damaged, or not of this version.</exception>
    public static ITransformer Load(ModelOperationsCatalog catalog, Stream stream, out DataViewSchema inputSchema, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new BundleFormatException($"The bundle holds models within models more than {MaxDepth} deep, which is the limit.");
        BundleContent content = Read(stream, manifestOnly: false);
        inputSchema = SchemaJson.Read(content.Manifest.InputSchema);
        Dictionary<string, byte[]> all = content.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var transformers = new List<ITransformer>();
        try
        {
            foreach (BundleComponent component in content.Manifest.Components)
                transformers.Add(Create(catalog, component, Take(component, all, used), depth));
            return Fitting(new TransformerChain<ITransformer>([.. transformers]), inputSchema);
        }
        catch
        {
            foreach (ITransformer made in transformers)
                (made as IDisposable)?.Dispose();
            throw;
        }
    }

    private static ITransformer Create(ModelOperationsCatalog catalog, BundleComponent component, Dictionary<string, byte[]> entries, int depth)
    {
        Func<ComponentReader, ITransformer> create = ComponentTable.Find(component.Name);
        var reader = new ComponentReader(catalog, component, entries, depth);
        try
        {
            return create(reader);
        }
        catch (ArgumentException e)
        {
            // Options or state that the component's own checks refuse.
            throw reader.Damaged($"cannot be made: {e.Message}", e);
        }
    }

    private static Dictionary<string, byte[]> Take(BundleComponent component, Dictionary<string, byte[]> all, HashSet<string> used)
    {
        var own = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string name in component.Entries)
        {
            if (!all.TryGetValue(name, out byte[]? bytes) || !used.Add(name))
                throw new BundleFormatException($"Component {component.Name}: the entry '{name}' is missing from the bundle, or named twice.");
            own[EntryNames.Local(name)] = bytes;
        }
        return own;
    }

    /// <summary>What does not fit its own input schema would fail later, further from the cause.</summary>
    private static TransformerChain<ITransformer> Fitting(TransformerChain<ITransformer> model, DataViewSchema inputSchema)
    {
        try
        {
            _ = model.GetOutputSchema(inputSchema);
            return model;
        }
        catch (ArgumentException e)
        {
            throw new BundleFormatException($"The model does not fit the input schema in its own bundle: {e.Message}", e);
        }
    }

    /// <exception cref="BundleFormatException">The file is damaged, or not of this version.</exception>
    public static BundleContent Read(Stream stream, bool manifestOnly)
    {
        try
        {
            using var archive = new ZipArchive(Seekable(stream), ZipArchiveMode.Read, leaveOpen: true);
            return Read(archive, manifestOnly);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new BundleFormatException($"The file is not a model bundle, or is damaged: {e.Message}", e);
        }
    }

    private static BundleContent Read(ZipArchive archive, bool manifestOnly)
    {
        if (archive.Entries.Count > MaxEntries)
            throw new BundleFormatException($"The file has {archive.Entries.Count} entries: expected at most {MaxEntries}.");
        var byName = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.FullName is not (BundleWriter.ManifestName or BundleWriter.ManifestHashName) && !EntryNames.IsValid(entry.FullName))
                throw new BundleFormatException($"The file holds an entry '{entry.FullName}', which is no name of a bundle's entry.");
            if (!byName.TryAdd(entry.FullName, entry))
                throw new BundleFormatException($"The file holds the entry '{entry.FullName}' twice.");
        }
        if (!byName.Remove(BundleWriter.ManifestName, out ZipArchiveEntry? manifestEntry))
            throw new BundleFormatException($"The file is a zip file but not a model bundle: it has no {BundleWriter.ManifestName}.");
        byte[] json = ReadEntry(manifestEntry, manifestEntry.Length, MaxManifestBytes);
        CheckManifest(json, byName);
        BundleManifest manifest = ParseManifest(json);

        var entries = new List<KeyValuePair<string, byte[]>>(manifest.Entries.Count);
        long total = 0;
        foreach (BundleEntry listed in manifest.Entries)
        {
            if (!byName.Remove(listed.Name, out ZipArchiveEntry? entry))
                throw new BundleFormatException($"The manifest lists the entry '{listed.Name}', which the file does not hold (or lists it twice).");
            if (entry.Length != listed.Length)
                throw new BundleFormatException($"Entry '{listed.Name}': expected {listed.Length} bytes, got {entry.Length}.");
            total += listed.Length;
            if (total > MaxTotalBytes)
                throw new BundleFormatException($"The entries hold over {MaxTotalBytes} bytes together, which is the limit.");
            if (manifestOnly)
                continue;
            byte[] bytes = ReadEntry(entry, listed.Length, Array.MaxLength);
            string hash = BundleWriter.Hash(bytes);
            if (!string.Equals(hash, listed.Sha256, StringComparison.OrdinalIgnoreCase))
                throw new BundleFormatException($"Entry '{listed.Name}': expected SHA-256 {listed.Sha256}, got {hash}. The file is damaged or was changed.");
            entries.Add(new(listed.Name, bytes));
        }
        if (byName.Count > 0)
            throw new BundleFormatException($"The file holds the entry '{byName.Keys.First()}', which its manifest does not list.");
        return new BundleContent(manifest, entries);
    }

    private static void CheckManifest(byte[] json, Dictionary<string, ZipArchiveEntry> byName)
    {
        if (!byName.Remove(BundleWriter.ManifestHashName, out ZipArchiveEntry? entry))
            throw new BundleFormatException($"The file is not a whole model bundle: it has no {BundleWriter.ManifestHashName}.");
        string expected = Encoding.ASCII.GetString(ReadEntry(entry, entry.Length, SHA256.HashSizeInBytes * 2));
        string actual = BundleWriter.Hash(json);
        if (expected != actual)
            throw new BundleFormatException($"{BundleWriter.ManifestName}: expected SHA-256 {expected}, got {actual}. The file is damaged or was changed.");
    }

    private static BundleManifest ParseManifest(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out JsonElement format)
                || format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out int number))
            {
                throw new BundleFormatException($"{BundleWriter.ManifestName} names no format: the file is not a model bundle.");
            }
            if (number != BundleManifest.CurrentFormat)
            {
                throw new BundleFormatException(
                    $"The bundle is of format {number}; this version of EmotionKit ({LibraryVersion.Text}) reads format {BundleManifest.CurrentFormat}. Update EmotionKit.");
            }
            BundleManifest? manifest = document.Deserialize<BundleManifest>(OptionsJson.Settings);
            if (manifest is null || manifest.InputSchema is null || manifest.Components is null || manifest.Entries is null
                || manifest.InputSchema.Any(c => string.IsNullOrEmpty(c?.Name) || c.Type is null || (c.Annotations?.Any(a => a?.Kind is null || a.Type is null) ?? false))
                || manifest.Components.Any(c => c?.Name is null || c.Columns is null || c.Entries is null || c.Entries.Any(e => e is null))
                || manifest.Entries.Any(e => e?.Name is null || e.Sha256 is null || e.Length < 0))
            {
                throw new BundleFormatException($"{BundleWriter.ManifestName} is incomplete: the bundle is damaged.");
            }
            return manifest;
        }
        catch (JsonException e)
        {
            throw new BundleFormatException($"{BundleWriter.ManifestName} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes, growing as they come, so that a false length allocates nothing.</summary>
    private static byte[] ReadEntry(ZipArchiveEntry entry, long length, long limit)
    {
        if (length > limit)
            throw new BundleFormatException($"Entry '{entry.FullName}' holds over {limit} bytes, which is the limit.");
        if (length / MaxRatio > entry.CompressedLength)
            throw new BundleFormatException($"Entry '{entry.FullName}' claims {length} bytes from {entry.CompressedLength} compressed ones, which cannot be.");
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream((int)Math.Min(length, 1 << 20));
        byte[] chunk = new byte[Math.Min(length + 1, 81_920)];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > length)
                break;
        }
        return bytes.Length == length
            ? bytes.ToArray()
            : throw new BundleFormatException($"Entry '{entry.FullName}': expected {length} bytes, got {(bytes.Length > length ? "more" : bytes.Length)}.");
    }

    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek)
            return stream;
        var copy = new MemoryStream();
        byte[] chunk = new byte[81_920];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (copy.Length + read > Array.MaxLength)
                throw new BundleFormatException("The stream is over 2 GiB: load from a file.");
            copy.Write(chunk, 0, read);
        }
        copy.Position = 0;
        return copy;
    }
}
