using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EmotionKit.Bundles;
using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Bundles;

public sealed class DamagedBundleTests
{
    private static readonly MLContext Ml = new(seed: 1);
    private static readonly Lazy<byte[]> Good = new(SaveGood);

    [Fact]
    public void What_is_no_zip_is_said_to_be_no_bundle()
    {
        AssertRefused([], "not a model bundle");
        AssertRefused(Encoding.UTF8.GetBytes("not a zip file at all, but some text"), "not a model bundle");
        AssertRefused(Zip(("readme.txt", "hello"u8.ToArray())), "readme.txt");
        AssertRefused(Zip(("components/000-X/a.npy", "hello"u8.ToArray())), "no manifest.json");
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] good = Good.Value;
        for (int length = 0; length < good.Length; length += Math.Max(1, good.Length / 97))
            AssertRefused(good[..length], "");
    }

    [Fact]
    public void Changed_bytes_anywhere_are_refused_or_make_no_difference()
    {
        byte[] good = Good.Value;
        IDataView data = Rows();
        string[] expected = RowDump.Of(Ml.Model.LoadBundle(new MemoryStream(good), out _).Transform(data));
        var random = new Random(4);
        for (int i = 0; i < 1_500; i++)
        {
            byte[] changed = [.. good];
            for (int n = random.Next(3); n >= 0; n--)
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                ITransformer loaded = Ml.Model.LoadBundle(new MemoryStream(changed), out _);
                Assert.Equal(expected, RowDump.Of(loaded.Transform(data)));
            }
            catch (BundleFormatException)
            {
            }
        }
    }

    [Fact]
    public void A_changed_manifest_is_refused_by_its_hash()
    {
        AssertRefused(Zip(("manifest.json", "{\"format\":1}"u8.ToArray())), "manifest.sha256");
        AssertRefused(Zip(("manifest.json", "{\"format\":1}"u8.ToArray()), ("manifest.sha256", "0123"u8.ToArray())), "manifest.json", "SHA-256");
    }

    [Fact]
    public void A_model_that_does_not_fit_its_own_schema_is_refused()
    {
        AssertRefused(Rewrite(m => m["components"]![0]!["options"]!["nMfcc"] = 9), "8 coefficients", "got 9");
        AssertRefused(Rewrite(m => m["inputSchema"]![1]!["name"] = "Samples"), "'In'", "missing");
        AssertRefused(Rewrite(m => m["inputSchema"]![0]!["name"] = ""), "incomplete");
    }

    [Fact]
    public void An_entry_that_was_exchanged_is_refused_by_its_hash()
    {
        byte[] changed = Rewrite(manifest => { }, (name, bytes) =>
        {
            if (name.EndsWith("mean.npy", StringComparison.Ordinal))
                bytes[^1] ^= 1;
            return bytes;
        });
        AssertRefused(changed, "mean.npy", "SHA-256");
    }

    [Fact]
    public void A_later_format_says_to_update()
    {
        AssertRefused(Rewrite(manifest => manifest["format"] = 2), "format 2", "reads format 1", "Update");
        AssertRefused(Rewrite(manifest => manifest["format"] = "one"), "not a model bundle");
        AssertRefused(Rewrite(manifest => manifest.AsObject().Remove("format")), "not a model bundle");
    }

    [Fact]
    public void An_unknown_component_is_named_with_the_nearest_known_and_nothing_is_activated()
    {
        AssertRefused(Rewrite(manifest => manifest["components"]![0]!["name"] = "ExtractMfc"), "'ExtractMfc'", "did you mean 'ExtractMfcc'");
        AssertRefused(Rewrite(manifest => manifest["components"]![0]!["name"] = typeof(FileStream).AssemblyQualifiedName), "does not have");
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        AssertRefused(Rewrite(m => m["components"]![0]!["options"]!["nFft"] = 0), "NFft");
        AssertRefused(Rewrite(m => m["components"]![0]!["options"]!["nFft"] = "many"), "nFft");
        AssertRefused(Rewrite(m => m["components"]![0]!["options"]!["nFtt"] = 512), "nFtt", "nFft");
        AssertRefused(Rewrite(m => m["components"]![0]!["columns"]!.AsObject().Remove("input")), "input");
        AssertRefused(Rewrite(m => m["components"]![0]!["options"] = null), "no options");
    }

    [Fact]
    public void Entries_and_manifest_must_agree()
    {
        AssertRefused(Rewrite(m => m["entries"]!.AsArray().RemoveAt(0)), "does not list");
        AssertRefused(Rewrite(m => m["components"]!.AsArray()[^1]!["entries"]![0] = "components/002-StandardizeFrames/other.npy"), "missing");
        AssertRefused(Rewrite(m => m["entries"]![0]!["length"] = 5), "expected 5 bytes");
        AssertRefused(Rewrite(m => m["entries"]!.AsArray().Add(m["entries"]![0]!.DeepClone())), "twice");
        AssertRefused(Rewrite(m => m["components"]!.AsArray()[^1]!["entries"] = new JsonArray()), "no entry");
        AssertRefused(Append(Good.Value, "components/009-Extra/x.npy"), "components/009-Extra/x.npy", "does not list");
        AssertRefused(Append(Good.Value, "manifest.json"), "twice");
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("components/../../x/y")]
    [InlineData("components\\a\\b")]
    [InlineData("components/a/b/c")]
    [InlineData("components/a/.hidden")]
    [InlineData("components/a/")]
    public void Names_that_leave_their_place_are_refused(string name) => AssertRefused(Append(Good.Value, name), name);

    [Fact]
    public void An_entry_that_unpacks_to_more_than_it_claims_is_refused_without_unpacking_it()
    {
        byte[] bomb = Rewrite(m => { }, (name, bytes) => name.EndsWith("mean.npy", StringComparison.Ordinal) ? new byte[200 << 20] : bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(bomb, "mean.npy", "expected");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public void A_manifest_over_its_limit_is_refused()
    {
        byte[] zip = Zip(("manifest.json", [.. "{\"format\":1,\"emotionKit\":\""u8, .. new byte[17 << 20], .. "\"}"u8]));
        AssertRefused(zip, "manifest.json", "limit");
    }

    [Fact]
    public void A_manifest_with_nulls_is_refused()
    {
        AssertRefused(Bundle(("manifest.json", "{\"format\":1}"u8.ToArray())), "incomplete");
        AssertRefused(Rewrite(m => m["components"]![0] = null), "incomplete");
        AssertRefused(Rewrite(m => m["entries"]![0]!["sha256"] = null), "incomplete");
        AssertRefused(Rewrite(m => m["inputSchema"]![0]!["type"] = "Tensor<Single>"), "Tensor<Single>");
        AssertRefused(Rewrite(m => m["inputSchema"]![0]!["type"] = "Vector<Single, 100000, 100000>"), "unknown type");
    }

    [Fact]
    public void Inspecting_checks_hashes_too_and_only_where_asked()
    {
        using var folder = new TempFolder();
        string path = folder.File("m.ekm");
        File.WriteAllBytes(path, Rewrite(m => { }, (name, bytes) =>
        {
            if (name.EndsWith("mean.npy", StringComparison.Ordinal))
                bytes[^1] ^= 1;
            return bytes;
        }));
        Assert.Throws<BundleFormatException>(() => Ml.Model.InspectBundle(path));
        Assert.Equal("ExtractMfcc", Ml.Model.InspectBundle(path, verify: false).Components[0].Name);
        Assert.Throws<FileNotFoundException>(() => Ml.Model.InspectBundle(folder.File("none.ekm")));
    }

    private static void AssertRefused(byte[] file, params string[] parts)
    {
        var error = Assert.Throws<BundleFormatException>(() => Ml.Model.LoadBundle(new MemoryStream(file), out _));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    private static IDataView Rows() => Ml.Data.LoadFromEnumerable(SampleRow.Some().Take(3));

    private static byte[] SaveGood()
    {
        IDataView data = Rows();
        ITransformer model = FeatureCases.Mfcc(Ml)
            .Append(Ml.Transforms.PadSequence("Frames", frames: 20))
            .Append(Ml.Transforms.StandardizeFrames("Frames"))
            .Fit(data);
        using var stream = new MemoryStream();
        Ml.Model.SaveBundle(model, data.Schema, stream);
        return stream.ToArray();
    }

    /// <summary>The good bundle with its manifest, and if wanted its entries, changed.</summary>
    private static byte[] Rewrite(Action<JsonNode> change, Func<string, byte[], byte[]>? changeEntry = null)
    {
        var entries = new List<(string, byte[])>();
        using var archive = new ZipArchive(new MemoryStream(Good.Value), ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var bytes = new MemoryStream();
            using (Stream stream = entry.Open())
                stream.CopyTo(bytes);
            byte[] content = bytes.ToArray();
            if (entry.FullName == "manifest.json")
            {
                JsonNode manifest = JsonNode.Parse(content)!;
                change(manifest);
                content = Encoding.UTF8.GetBytes(manifest.ToJsonString());
            }
            else if (changeEntry is not null)
            {
                content = changeEntry(entry.FullName, content);
            }
            if (entry.FullName != "manifest.sha256")
                entries.Add((entry.FullName, content));
        }
        return Bundle([.. entries]);
    }

    /// <summary>A zip whose manifest has its hash.</summary>
    private static byte[] Bundle(params (string Name, byte[] Bytes)[] entries) => Zip(
    [
        .. entries,
        ("manifest.sha256", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(entries.Single(e => e.Name == "manifest.json").Bytes)))),
    ]);

    private static byte[] Append(byte[] zip, string name)
    {
        using var stream = new MemoryStream();
        stream.Write(zip);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write("more"u8);
        }
        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }
}
