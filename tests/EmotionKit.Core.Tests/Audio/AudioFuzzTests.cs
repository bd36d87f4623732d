using System.Diagnostics;
using System.Runtime.InteropServices;
using EmotionKit.Audio;
using EmotionKit.TestSupport;
using Subframe = EmotionKit.Core.Tests.Audio.FlacBytes.Subframe;

namespace EmotionKit.Core.Tests.Audio;

/// <summary>Damaged recordings: nothing but an <see cref="AudioFormatException"/> may come out, soon, and without filling the memory.</summary>
public sealed class AudioFuzzTests
{
    private const long MaximumFrames = 1 << 22;

    private static readonly AudioDecoderOptions Managed = new() { UseLibSndFile = false };
    private static readonly AudioDecoderOptions Unchecked = new() { UseLibSndFile = false, VerifyChecksums = false };

    public static TheoryData<string> Kinds() => ["wav", "extensible", "rf64", "aiff", "flac", "stereo flac", "bare flac"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_truncation_is_survived(string kind)
    {
        byte[] file = Make(kind);
        for (int length = 0; length < file.Length; length++)
            Survive(file[..length], $"{kind} cut to {length}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_byte_with_extreme_values_is_survived(string kind)
    {
        byte[] file = Make(kind);
        for (int at = 0; at < Math.Min(file.Length, 300); at++)
        {
            foreach (byte value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
            {
                byte[] damaged = [.. file];
                damaged[at] = value;
                Survive(damaged, $"{kind}, byte {at} = {value}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Random_damage_is_survived(string kind)
    {
        byte[] file = Make(kind);
        var random = new DeterministicRandom(kind.Length);
        for (int round = 0; round < 1500; round++)
        {
            var damaged = new List<byte>(file);
            for (int n = 1 + random.Next(8); n > 0; n--)
            {
                int at = random.Next(damaged.Count);
                switch (random.Next(4))
                {
                    case 0:
                        damaged[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        damaged[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 2:
                        damaged.RemoveRange(at, Math.Min(random.Next(20), damaged.Count - at));
                        break;
                    default:
                        damaged.InsertRange(at, damaged.Skip(random.Next(damaged.Count)).Take(random.Next(20)).ToArray());
                        break;
                }
                if (damaged.Count == 0)
                    break;
            }
            Survive([.. damaged], $"{kind}, round {round}");
        }
    }

    [Fact]
    public void Random_bytes_behind_a_sound_beginning_are_survived()
    {
        var random = new DeterministicRandom(7);
        byte[][] beginnings = [[], .. new[] { "wav", "aiff", "flac", "bare flac" }.Select(k => Make(k)[..60])];
        for (int round = 0; round < 400; round++)
        {
            var noise = new byte[random.Next(3000)];
            for (int i = 0; i < noise.Length; i++)
                noise[i] = (byte)random.NextUInt64();
            foreach (byte[] beginning in beginnings)
                Survive([.. beginning, .. noise], $"noise {round}");
        }
    }

    [Fact]
    public void Real_files_with_flipped_bytes_are_survived()
    {
        string folder = TestData.Require("audio-formats");
        var random = new DeterministicRandom(11);
        foreach (string path in Directory.GetFiles(folder).Where(p => new FileInfo(p).Length < 60_000).Order(StringComparer.Ordinal))
        {
            byte[] file = File.ReadAllBytes(path);
            for (int round = 0; round < 10 && file.Length > 0; round++)
            {
                byte[] damaged = [.. file];
                for (int n = 0; n < 3; n++)
                    damaged[random.Next(Math.Min(damaged.Length, round < 5 ? 200 : int.MaxValue))] = (byte)random.NextUInt64();
                Survive(damaged, $"{Path.GetFileName(path)}, round {round}");
            }
        }
    }

    [Fact]
    public void Hostile_sizes_cost_neither_memory_nor_time()
    {
        byte[][] files =
        [
            new WavBytes().Format(1, 65535, int.MaxValue, 64).Chunk("data", new byte[10], size: 0xFFFFFFF0).ToArray(0xFFFFFFFF),
            new WavBytes().Chunk("junk", [], size: 0xFFFFFFFF).Format(1, 1, 8000, 16).Chunk("data", new byte[10]).ToArray(),
            [.. "fLaC"u8, 0x00, 0, 0, 34, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[6], 0x0A, 0xC4, 0x4F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[16], 0x84, 0xFF, 0xFF, 0xFF],
            [.. "FORM"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "AIFFSSND"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0],
            [.. "ID3"u8, 4, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F],
        ];
        foreach (byte[] file in files)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Survive(file, Convert.ToHexString(file));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }
    }

    /// <summary>Through memory, a seekable stream and a pipe; as integers and as a clip; with and without checksums.</summary>
    private static void Survive(byte[] file, string what)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            Try(() => Drain(AudioDecoder.Open(file, what, Managed)));
            Try(() => Drain(AudioDecoder.Open(new MemoryStream(file), what, Unchecked)));
            Try(() => Drain(AudioDecoder.Open(new ForwardOnlyStream(file, 1000), what, Unchecked)));
            Try(() => AudioLoader.Load(file, new AudioLoadOptions { Decoder = Unchecked, MaxSamples = 1 << 16, SampleRate = 16000 }, what));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{what}: {Convert.ToHexString(file.AsSpan(0, Math.Min(file.Length, 400)))}", e);
        }
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{what} took {clock.Elapsed}");
    }

    private static void Try(Action decode)
    {
        try
        {
            decode();
        }
        catch (AudioFormatException)
        {
        }
    }

    private static void Drain(AudioDecoder decoder)
    {
        using (decoder)
        {
            var samples = new int[Math.Max(decoder.Info.Channels, 4096)];
            long frames = 0;
            while (frames < MaximumFrames && decoder.ReadFrames(samples) is > 0 and int read)
                frames += read;
        }
    }

    private static byte[] Make(string kind)
    {
        byte[] pcm = MemoryMarshal.AsBytes(Enumerable.Range(0, 40).Select(i => (short)(i * 800)).ToArray().AsSpan()).ToArray();
        long[] signal = [.. Enumerable.Range(0, 64).Select(i => (long)(20000 * Math.Sin(i * 0.2)))];
        Subframe verbatim = new([.. signal[..20]]);
        Subframe fixedOrder2 = new(signal) { Kind = "fixed", Order = 2, Parameters = [9, 8], PartitionOrder = 2 };
        Subframe lpc = new(signal) { Kind = "lpc", Order = 3, Coefficients = [12000, 3000, -2000], Shift = 13, Parameters = [10, -1], PartitionOrder = 1 };
        return kind switch
        {
            "wav" => new WavBytes().Chunk("junk", [1, 2, 3]).Format(1, 2, 8000, 16).Chunk("data", pcm).Chunk("LIST", new byte[5]).ToArray(),
            "extensible" => new WavBytes().Extensible(1, 1, 48000, 32, 24).Chunk("data", pcm).ToArray(),
            "rf64" => new WavBytes("RF64").Chunk("ds64", new byte[28]).Format(3, 1, 8000, 32).Chunk("data", pcm, size: 0xFFFFFFFF).ToArray(),
            "aiff" => [.. "FORM"u8, 0, 0, 0, 130, .. "AIFCCOMM"u8, 0, 0, 0, 24, 0, 1, 0, 0, 0, 40, 0, 16, 0x40, 0x0C, 0xFA, 0, 0, 0, 0, 0, 0, 0,
                .. "sowt"u8, 0, 0, .. "SSND"u8, 0, 0, 0, 88, 0, 0, 0, 0, 0, 0, 0, 0, .. pcm],
            "flac" => new FlacBytes(16, 1).Metadata(4, new byte[9]).Frame(0, [signal], [fixedOrder2]).Frame(0, [signal], [lpc]).Frame(0, [verbatim.Samples], [verbatim]).ToArray(),
            "stereo flac" => new FlacBytes(16, 2).Frame(1, [signal, signal], [lpc, fixedOrder2])
                .Frame(10, [signal, signal], [lpc, new Subframe(new long[64]) { Kind = "constant" }]).ToArray(),
            _ => new FlacBytes(16, 1).Frame(0, [signal], [lpc], bits: 16, rateHz: 8000).Frame(0, [signal], [fixedOrder2], bits: 16, rateHz: 8000).Frames,
        };
    }
}
