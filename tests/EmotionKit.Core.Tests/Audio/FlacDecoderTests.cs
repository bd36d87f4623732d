using EmotionKit.Audio;
using Subframe = EmotionKit.Core.Tests.Audio.FlacBytes.Subframe;

namespace EmotionKit.Core.Tests.Audio;

public sealed class FlacDecoderTests
{
    /// <summary>A loud wandering signal that reaches both ends of the range.</summary>
    private static long[] Signal(int bits, int count, int seed)
    {
        var random = new DeterministicRandom(seed);
        long full = 1L << (bits - 1);
        var samples = new long[count];
        for (int i = 0; i < count; i++)
        {
            double wave = (0.7 * Math.Sin(i * 0.05)) + (0.25 * Math.Sin(i * 0.31)) + (0.04 * random.NextGaussian());
            samples[i] = Math.Clamp((long)(wave * full), -full, full - 1);
        }
        samples[count / 2] = full - 1;
        samples[(count / 2) + 1] = -full;
        return samples;
    }

    private static int[] Expected(int bits, params long[][] channels) =>
        [.. Enumerable.Range(0, channels[0].Length).SelectMany(i => channels.Select(c => (int)(c[i] << (32 - bits))))];

    public static TheoryData<int> Depths() => [4, 8, 12, 15, 16, 20, 24, 31, 32];

    [Theory]
    [MemberData(nameof(Depths))]
    public void Every_kind_of_subframe_decodes_at_every_depth(int bits)
    {
        long[] signal = Signal(bits, 256, 1);
        var kinds = new List<Subframe>
        {
            new(signal),
            new(new long[256]) { Kind = "constant" },
            new([.. Enumerable.Repeat(-(1L << (bits - 1)), 256)]) { Kind = "constant" },
            new([.. signal.Select(s => s >> 2 << 2)]) { WastedBits = 2 },
        };
        // Unencoded residuals have at most 31 bits, and Rice codes want residuals that are not huge.
        int rice = Math.Min(30, bits);
        for (int order = 0; order <= 4 && bits < 32; order++)
        {
            long[] half = [.. signal.Select(s => s >> Math.Min(4, bits - 2))];
            kinds.Add(new(half) { Kind = "fixed", Order = order, ParameterBits = 5, Parameters = [rice - 2] });
            kinds.Add(new(half) { Kind = "fixed", Order = order, ParameterBits = 4, Parameters = [-1], PartitionOrder = 3 });
        }
        foreach (Subframe kind in kinds)
        {
            byte[] file = new FlacBytes(bits, 1).Frame(0, [kind.Samples], [kind]).ToArray();
            Assert.Equal(Expected(bits, kind.Samples), Decoding.Integers(file));
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Linear_predictors_of_every_order_decode(int bits)
    {
        var random = new DeterministicRandom(bits);
        for (int order = 1; order <= 32; order++)
        {
            // Stable but loud: the weights of all coefficients sum to about one.
            int[] coefficients = [.. Enumerable.Range(0, order).Select(_ => (int)(random.NextDouble(-1, 1) * 16383 * Math.Min(1, 3.0 / order)))];
            long[] signal = [.. Signal(bits, 192, order).Select(s => s >> 3)];
            var subframe = new Subframe(signal)
            {
                Kind = "lpc",
                Order = order,
                Coefficients = coefficients,
                Shift = 14,
                PartitionOrder = 2,
                ParameterBits = 5,
                Parameters = [Math.Max(0, bits - 4), Math.Max(0, bits - 6)],
            };
            byte[] file = new FlacBytes(bits, 1).Frame(0, [signal], [subframe]).ToArray();
            Assert.Equal(Expected(bits, signal), Decoding.Integers(file));
        }
    }

    [Fact]
    public void The_largest_sums_of_a_predictor_do_not_overflow()
    {
        long[] signal = [.. Enumerable.Range(0, 100).Select(i => i % 7 < 3 ? -(1L << 23) : (1L << 23) - 1)];
        int[] coefficients = [.. Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? -16384 : 16383)];
        // The shift is the largest there is, so that the residual stays within 32 bits.
        var subframe = new Subframe(signal) { Kind = "lpc", Order = 32, Coefficients = coefficients, Shift = 15, ParameterBits = 5, Parameters = [26] };
        Assert.Equal(Expected(24, signal), Decoding.Integers(new FlacBytes(24, 1).Frame(0, [signal], [subframe]).ToArray()));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Every_stereo_mode_decodes_with_a_side_channel_of_one_bit_more(int bits)
    {
        long[] left = Signal(bits, 100, 1), right = Signal(bits, 100, 2);
        long[] side = [.. left.Zip(right, (l, r) => l - r)];
        long[] mid = [.. left.Zip(right, (l, r) => (l + r) >> 1)];
        foreach ((int code, long[] first, long[] second) in new[] { (1, left, right), (8, left, side), (9, side, right), (10, mid, side) })
        {
            byte[] file = new FlacBytes(bits, 2).Frame(code, [left, right], [new Subframe(first), new Subframe(second)]).ToArray();
            Assert.Equal(Expected(bits, left, right), Decoding.Integers(file));
        }
    }

    [Fact]
    public void A_side_channel_of_33_bits_decodes_through_every_kind_of_subframe()
    {
        long[] left = [.. Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? int.MaxValue : (long)int.MinValue + i)];
        long[] right = [.. left.Select(s => -1 - s)];
        long[] side = [.. left.Zip(right, (l, r) => l - r)];
        long[] slow = [.. Enumerable.Range(0, 64).Select(i => (4_000_000_000L) - (1_000_003L * i))];
        long[] slowRight = [.. Enumerable.Range(0, 64).Select(i => -2_000_000_000L + i)];
        long[] slowLeft = [.. slow.Zip(slowRight, (s, r) => s + r)];
        Check(left, right, new Subframe(side));
        Check(slowLeft, slowRight, new Subframe(slow) { Kind = "fixed", Order = 1, ParameterBits = 5, Parameters = [20] });
        Check(slowLeft, slowRight, new Subframe(slow) { Kind = "fixed", Order = 3, Parameters = [-1] });
        Check(slowLeft, slowRight, new Subframe(slow) { Kind = "lpc", Order = 2, Coefficients = [16000, 300], Shift = 14, ParameterBits = 5, Parameters = [26] });
        long[] constant = [.. Enumerable.Repeat(4_294_967_294L, 64)];
        Check([.. Enumerable.Repeat(2147483647L, 64)], [.. Enumerable.Repeat(-2147483647L, 64)], new Subframe(constant) { Kind = "constant" });
        Check([.. Enumerable.Repeat(2147483647L, 64)], [.. Enumerable.Repeat(-2147483647L, 64)], new Subframe(constant) { WastedBits = 1 });

        static void Check(long[] left, long[] right, Subframe side)
        {
            byte[] file = new FlacBytes(32, 2).Frame(9, [left, right], [side, new Subframe(right)]).ToArray();
            Assert.Equal(Expected(32, left, right), Decoding.Integers(file));
        }
    }

    [Fact]
    public void Blocks_of_any_size_follow_one_another_through_any_source()
    {
        long[] all = Signal(16, 20_000, 5);
        var file = new FlacBytes(16, 1);
        for (int at = 0, size = 1; at < all.Length; at += size, size = Math.Min(all.Length - at, (size * 3) + 1))
        {
            long[] block = all[at..(at + size)];
            file.Frame(0, [block], [new Subframe(block)]);
        }
        byte[] bytes = file.ToArray();
        int[] expected = Expected(16, all);
        Assert.Equal(expected, Decoding.Integers(bytes));
        using AudioDecoder fromStream = AudioDecoder.Open(new MemoryStream(bytes));
        Assert.Equal(expected, Decoding.Integers(fromStream));
        using AudioDecoder fromPipe = AudioDecoder.Open(new ForwardOnlyStream(bytes, 777));
        Assert.Equal(expected, Decoding.Integers(fromPipe));
        Assert.Equal(expected.Select(s => s / 2147483648f), Decoding.Floats(bytes));
    }

    [Fact]
    public void A_frame_longer_than_its_samples_is_read_to_its_end()
    {
        // Rice parameter 0 for loud samples: many times the size of the samples themselves.
        long[] signal = [.. Signal(16, 500, 3).Select(s => s >> 9)];
        byte[] file = new FlacBytes(16, 1).Frame(0, [signal], [new Subframe(signal) { Kind = "fixed", Order = 0, Parameters = [0] }]).ToArray();
        Assert.True(file.Length > 3 * 2 * signal.Length);
        using AudioDecoder decoder = AudioDecoder.Open(new ForwardOnlyStream(file, 100));
        Assert.Equal(Expected(16, signal), Decoding.Integers(decoder));
    }

    [Fact]
    public void Metadata_of_any_kind_tags_and_filler_are_passed()
    {
        long[] signal = Signal(16, 100, 1);
        byte[] flac = new FlacBytes(16, 1).Metadata(3, new byte[36]).Metadata(6, new byte[70_000]).Metadata(126, new byte[3])
            .Frame(0, [signal], [new Subframe(signal)]).ToArray();
        byte[] file = [.. "ID3"u8, 3, 0, 0, 0, 0, 1, 0, .. new byte[128], .. flac, .. "TAG"u8, .. new byte[125]];
        using AudioDecoder decoder = AudioDecoder.Open(file);
        Assert.Equal(Expected(16, signal), Decoding.Integers(decoder));
        Assert.Contains("128 bytes after", Assert.Single(decoder.Warnings));
        Assert.False(decoder.IsCutShort);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(3000)]
    public void Frames_without_metadata_decode_and_what_is_before_the_first_is_left_out(int junk)
    {
        long[] signal = Signal(16, 300, 1);
        byte[] frames = new FlacBytes(16, 1).Frame(0, [signal], [new Subframe(signal)], bits: 16, rateHz: 22050).Frames;
        byte[] noise = new byte[junk];
        new Random(1).NextBytes(noise);
        using AudioDecoder decoder = AudioDecoder.Open((byte[])[.. noise, .. frames]);
        Assert.Equal(new AudioInfo("flac", "flac", 22050, 1, 16, null), decoder.Info);
        Assert.Equal(Expected(16, signal), Decoding.Integers(decoder));
        Assert.Equal(junk > 0 ? 1 : 0, decoder.Warnings.Count);

        using AudioDecoder fromPipe = AudioDecoder.Open(new ForwardOnlyStream([.. noise, .. frames]));
        Assert.Equal(Expected(16, signal), Decoding.Integers(fromPipe));
    }

    [Fact]
    public void A_wrong_MD5_is_noticed_at_the_end_unless_told_not_to_look()
    {
        long[] signal = Signal(16, 100, 1);
        byte[] file = new FlacBytes(16, 1).Frame(0, [signal], [new Subframe(signal)]).ToArray();
        file[30] ^= 1;
        Assert.Contains("MD5", Assert.Throws<AudioFormatException>(() => Decoding.Integers(file)).Message);
        Assert.Equal(Expected(16, signal), Decoding.Integers(file, new AudioDecoderOptions { VerifyChecksums = false }));
        Assert.Equal(Expected(16, signal), Decoding.Integers(file, new AudioDecoderOptions { VerifyMd5 = false }));
    }

    [Fact]
    public void Without_the_MD5_the_CRC_of_every_frame_is_still_checked()
    {
        long[] signal = Signal(16, 100, 1);
        byte[] file = new FlacBytes(16, 1).Frame(0, [signal], [new Subframe(signal)]).ToArray();
        file[^20] ^= 1;
        var error = Assert.Throws<AudioFormatException>(() => Decoding.Integers(file, new AudioDecoderOptions { VerifyMd5 = false }));
        Assert.Contains("CRC-16", error.Message);
    }

    [Fact]
    public void A_header_that_does_not_know_length_or_MD5_is_no_error()
    {
        long[] signal = Signal(16, 100, 1);
        byte[] file = new FlacBytes(16, 1) { WithMd5 = false, TotalSamples = 0 }.Frame(0, [signal], [new Subframe(signal)]).ToArray();
        using AudioDecoder decoder = AudioDecoder.Open(file);
        Assert.Null(decoder.Info.Frames);
        Assert.Equal(Expected(16, signal), Decoding.Integers(decoder));
        Assert.Empty(decoder.Warnings);
    }

    [Fact]
    public void A_file_cut_anywhere_gives_its_whole_frames_and_a_warning_or_an_exception()
    {
        long[] signal = Signal(16, 90, 1);
        byte[] file = new FlacBytes(16, 1).Frame(0, [signal], [new Subframe(signal)]).Frame(0, [signal], [new Subframe(signal)]).ToArray();
        int framesAt = 42, frameBytes = (file.Length - framesAt) / 2;
        for (int length = 0; length < file.Length; length++)
        {
            byte[] cut = file[..length];
            int whole = Math.Max(0, length - framesAt) / frameBytes;
            if (length < framesAt || (whole == 0 && length > framesAt))
            {
                Assert.Throws<AudioFormatException>(() => Decoding.Integers(cut, new AudioDecoderOptions { UseLibSndFile = false }));
                continue;
            }
            using AudioDecoder decoder = AudioDecoder.Open(cut);
            Assert.Equal(90 * whole, Decoding.Integers(decoder).Length);
            Assert.NotEmpty(decoder.Warnings);
            Assert.True(decoder.IsCutShort);
        }
    }

    [Fact]
    public void What_one_recording_cannot_have_is_refused_by_name()
    {
        long[] signal = Signal(16, 100, 1);
        Subframe[] plain = [new(signal)];
        Says("bits per sample", new FlacBytes(16, 1).Frame(0, [signal], plain).Frame(0, [signal], plain, bits: 24));
        Says("Hz", new FlacBytes(16, 1).Frame(0, [signal], plain).Frame(0, [signal], plain, rateHz: 8000));
        Says("at most 64 samples", new FlacBytes(16, 1, maximumBlockSize: 64).Frame(0, [signal], plain));
        Says("largest FLAC block", new FlacBytes(16, 1, maximumBlockSize: 1).Frame(0, [signal], plain));
        Says("STREAMINFO", new FlacBytes(16, 1).Metadata(0, new byte[34]).Frame(0, [signal], plain));
        Says("4 to 32 bits", new FlacBytes(3, 1).Frame(0, [signal], plain));

        static void Says(string what, FlacBytes file) =>
            Assert.Contains(what, Assert.Throws<AudioFormatException>(() => Decoding.Integers(file.ToArray())).Message);
    }

    [Fact]
    public void More_channels_later_on_are_mixed_to_those_of_the_beginning()
    {
        long[] mono = Signal(16, 50, 1), left = Signal(16, 50, 2), right = Signal(16, 50, 3);
        byte[] file = new FlacBytes(16, 1) { WithMd5 = false }
            .Frame(0, [mono], [new Subframe(mono)]).Frame(1, [left, right], [new Subframe(left), new Subframe(right)]).ToArray();
        using AudioDecoder decoder = AudioDecoder.Open(file);
        Assert.Equal(1, decoder.Info.Channels);
        Assert.Equal([.. Expected(16, mono), .. left.Zip(right, (l, r) => (int)((l + r) << 15))], Decoding.Integers(decoder));
        Assert.Contains("from 1 to 2 channels", Assert.Single(decoder.Warnings));
    }
}
