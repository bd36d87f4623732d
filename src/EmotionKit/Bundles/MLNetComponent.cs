using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Bundles;

/// <summary>Writes and reads transformers of Microsoft.ML itself, by its own model format.</summary>
internal static class MLNetComponent
{
    private const string EntryName = "model.zip";

    public static void Save(ComponentWriter writer, ModelOperationsCatalog model, IEnumerable<ITransformer> run, DataViewSchema input)
    {
        using var stream = new MemoryStream();
        model.Save(new TransformerChain<ITransformer>([.. run]), input, stream);
        writer.Entry(EntryName, WithoutTimes(stream.ToArray()));
    }

    public static ITransformer Load(ComponentReader reader)
    {
        byte[] bytes = reader.Entry(EntryName);
        try
        {
            return reader.Model.Load(new MemoryStream(bytes, writable: false), out _);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw reader.Damaged($"(transformers of Microsoft.ML) cannot be loaded: {e.Message}", e);
        }
    }

    /// <summary>The same zip with fixed times, so that one model is one sequence of bytes. What is no zip stays as it is.</summary>
    private static byte[] WithoutTimes(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            using var copy = new MemoryStream();
            using (var target = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (ZipArchiveEntry entry in archive.Entries)
                {
                    ZipArchiveEntry copied = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                    copied.LastWriteTime = BundleWriter.FixedTime;
                    using Stream from = entry.Open();
                    using Stream to = copied.Open();
                    from.CopyTo(to);
                }
            }
            return copy.ToArray();
        }
        catch (InvalidDataException)
        {
            return bytes;
        }
    }
}
