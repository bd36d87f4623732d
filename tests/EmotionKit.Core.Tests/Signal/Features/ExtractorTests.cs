using EmotionKit.Numerics.Simd;
using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Core.Tests.Signal.Features;

public class ExtractorTests
{
    private const int Rate = 16000;

    public static TheoryData<string> Kinds() => ["spectrogram", "mel", "mfcc", "kaldi", "descriptors"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_empty_clip_has_no_frames(string kind)
    {
        IFrameFeature extractor = Make(kind);
        Assert.Equal(0, extractor.FrameCount(0));
        extractor.Extract([], []);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Clips_of_one_sample_and_of_silence_give_finite_numbers(string kind)
    {
        IFrameFeature extractor = Make(kind);
        foreach (float[] clip in (float[][])[[0.5f], new float[5000], [1e-30f, -1e-30f, 0]])
            Assert.All(Extract(extractor, clip), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sample_that_is_not_finite_is_named(string kind)
    {
        IFrameFeature extractor = Make(kind);
        foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            float[] clip = Noise(3001);
            clip[2999] = bad;
            var error = Assert.Throws<ArgumentException>(() => Extract(extractor, clip));
            Assert.Contains("sample 2999", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Too_little_room_for_the_frames_is_an_error_with_both_lengths(string kind)
    {
        IFrameFeature extractor = Make(kind);
        int expected = extractor.FrameCount(5000) * extractor.Width;
        var error = Assert.Throws<ArgumentException>(() => extractor.Extract(Noise(5000), new float[expected - 1]));
        Assert.Contains($"{expected} values, got {expected - 1}", error.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void There_is_one_name_per_coefficient_and_none_twice(string kind)
    {
        IFrameFeature extractor = Make(kind);
        Assert.Equal(extractor.Width, extractor.Names.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Many_threads_on_one_extractor_get_the_same_bits(string kind)
    {
        IFrameFeature extractor = Make(kind);
        float[][] clips = [Noise(9000), Noise(700), Noise(20000), Noise(3)];
        float[][] expected = Array.ConvertAll(clips, clip => Extract(extractor, clip));
        Parallel.For(0, 64, i => Assert.Equal(expected[i % 4], Extract(extractor, clips[i % 4])));
    }

    [Theory]
    [InlineData(512, 160)]
    [InlineData(441, 441)]
    [InlineData(509, 130)]
    [InlineData(8192, 512)]
    public void A_frames_numbers_do_not_depend_on_the_group_it_falls_into(int nFft, int hop)
    {
        float[] clip = Noise(nFft + 40 * hop);
        IFrameFeature[] extractors =
        [
            new SpectrogramExtractor(new SpectrogramOptions { NFft = nFft, HopLength = hop, Center = false }, Rate),
            new MfccExtractor(new MfccOptions { NFft = nFft, HopLength = hop, Center = false, TopDb = null }, Rate),
            new MfccExtractor(new MfccOptions { NFft = nFft, HopLength = hop, Center = false, TopDb = null, Precision = FourierPrecision.Single }, Rate),
            new DescriptorExtractor(new DescriptorOptions { NFft = nFft, HopLength = hop, Center = false, Which = [DescriptorKind.Centroid, DescriptorKind.Flatness, DescriptorKind.Chroma, DescriptorKind.F0] }, Rate),
        ];
        foreach (IFrameFeature extractor in extractors)
        {
            float[] whole = Extract(extractor, clip);
            for (int skipped = 1; skipped <= 17; skipped += 4)
                Assert.Equal(whole[(skipped * extractor.Width)..], Extract(extractor, clip[(skipped * hop)..]));
        }
    }

    [Theory]
    [InlineData(SimdWidth.Scalar)]
    [InlineData(SimdWidth.Vector128)]
    [InlineData(SimdWidth.Vector256)]
    internal unsafe void Narrower_vectors_give_the_same_mel_bands_within_rounding(SimdWidth width)
    {
        float[] clip = Noise(4000);
        var options = new MfccOptions { NFft = 400, HopLength = 160, PreEmphasis = 0.97, PreEmphasisMode = PreEmphasisMode.Frame };
        float[] expected = Bands(SimdWidth.Vector512), actual = Bands(width);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);

        float[] Bands(SimdWidth limit)
        {
            var engine = new LogMelEngine(options, Rate, limit);
            var scratch = new FrameScratch();
            fixed (float* samples = clip)
            {
                float* rows = engine.Group(samples, clip.Length, first: 0, count: engine.Plan.Lanes, scratch, energy: true);
                float[] bands = new ReadOnlySpan<float>(rows, engine.GroupLength).ToArray();
                GC.KeepAlive(scratch);
                return bands;
            }
        }
    }

    // As librosa counts: 1 + (n + 2 (nFft / 2) - nFft) / hop with centred frames, 1 + (n - nFft) / hop without.
    [Theory]
    [InlineData(2048, true, 1, 1)]
    [InlineData(2048, true, 511, 1)]
    [InlineData(2048, true, 512, 2)]
    [InlineData(1103, true, 512, 1)]
    [InlineData(1103, true, 513, 2)]
    [InlineData(2048, false, 2047, 0)]
    [InlineData(2048, false, 2048, 1)]
    [InlineData(2048, false, 2560, 2)]
    public void Frames_are_counted_as_librosa_does(int nFft, bool center, int samples, int expected) =>
        Assert.Equal(expected, new MfccExtractor(new MfccOptions { NFft = nFft, Center = center }, Rate).FrameCount(samples));

    [Fact]
    public void The_default_hop_is_a_quarter_of_the_window_for_spectrograms_and_512_else()
    {
        Assert.Equal(1 + 4000 / 100, new SpectrogramExtractor(new SpectrogramOptions { NFft = 800, WinLength = 400 }, Rate).FrameCount(4000));
        Assert.Equal(1 + 4000 / 512, new MelSpectrogramExtractor(new MelOptions { NFft = 800 }, Rate).FrameCount(4000));
    }

    [Fact]
    public void Impossible_options_say_which_one_and_why()
    {
        Says<ArgumentOutOfRangeException>("NFft", new MfccOptions { NFft = 0 });
        Says<ArgumentOutOfRangeException>("HopLength", new MfccOptions { HopLength = 0 });
        Says<ArgumentOutOfRangeException>("WinLength", new MfccOptions { NFft = 400, WinLength = 401 });
        Says<ArgumentOutOfRangeException>("FMax", new MfccOptions { FMin = 100, FMax = 50 });
        Says<ArgumentOutOfRangeException>("FMin", new MfccOptions { FMin = 9000 });
        Says<ArgumentOutOfRangeException>("NMels (40)", new MfccOptions { NMels = 40, NMfcc = 41 });
        Says<ArgumentOutOfRangeException>("AMin", new MfccOptions { AMin = 0 });
        Says<ArgumentOutOfRangeException>("TopDb", new MfccOptions { TopDb = -1 });
        Says<ArgumentOutOfRangeException>("DctType", new MfccOptions { DctType = 4 });
        Says<ArgumentOutOfRangeException>("PreEmphasis", new MfccOptions { PreEmphasis = double.NaN });
        Says<ArgumentOutOfRangeException>("WindowParameter", new MfccOptions { Window = WindowKind.Kaiser });
        Says<ArgumentOutOfRangeException>("Window", new MfccOptions { Window = (WindowKind)99 });

        static void Says<TError>(string text, MfccOptions options)
            where TError : Exception
        {
            var error = Assert.Throws<TError>(() => new MfccExtractor(options, Rate));
            Assert.Contains(text, error.Message);
        }
    }

    [Fact]
    public void Descriptors_that_do_not_fit_the_rate_say_what_to_change()
    {
        var contrast = Assert.Throws<ArgumentOutOfRangeException>(() => new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.Contrast] }, 8000));
        Assert.Contains("Lower ContrastFMin or ContrastBands", contrast.Message);
        var f0 = Assert.Throws<ArgumentOutOfRangeException>(() => new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.F0], NFft = 64 }, Rate));
        Assert.Contains("Raise NFft", f0.Message);
        Assert.Throws<ArgumentException>(() => new DescriptorExtractor(new DescriptorOptions { Which = [] }, Rate));
        Assert.Throws<ArgumentException>(() => new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.Zcr, DescriptorKind.Zcr] }, Rate));
    }

    // y[n] = x[n] - 0.97 x[n-1], begun with the state 2 x[0] - x[1], as librosa.effects.preemphasis.
    [Fact]
    public void Pre_emphasis_of_the_clip_is_a_difference_of_samples()
    {
        float[] clip = Noise(4000);
        var emphasised = new float[clip.Length];
        emphasised[0] = clip[0] + (2 * clip[0] - clip[1]);
        for (int n = 1; n < clip.Length; n++)
            emphasised[n] = clip[n] - 0.97f * clip[n - 1];
        var options = new MelOptions { NFft = 512, HopLength = 160, Log = true };
        float[] expected = Extract(new MelSpectrogramExtractor(options, Rate), emphasised);
        float[] actual = Extract(new MelSpectrogramExtractor(options with { PreEmphasis = 0.97 }, Rate), clip);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
    }

    [Fact]
    public void Logarithms_differ_by_their_base_alone()
    {
        float[] clip = Noise(4000);
        var options = new MelOptions { NFft = 512, HopLength = 160, Log = true, TopDb = null };
        float[] decibels = Extract(new MelSpectrogramExtractor(options, Rate), clip);
        float[] natural = Extract(new MelSpectrogramExtractor(options with { LogKind = LogKind.Natural }, Rate), clip);
        float[] common = Extract(new MelSpectrogramExtractor(options with { LogKind = LogKind.Log10 }, Rate), clip);
        for (int i = 0; i < decibels.Length; i++)
        {
            Assert.Equal(decibels[i], 10 * Math.Log10(Math.E) * natural[i], 1e-4);
            Assert.Equal(decibels[i], 10 * common[i], 1e-4f);
        }
    }

    // The reference and the limit of librosa.power_to_db, from its definition.
    [Fact]
    public void Decibels_are_relative_to_the_maximum_and_limited_below_it()
    {
        float[] clip = Noise(4000);
        clip.AsSpan(2000).Clear();
        var options = new MelOptions { NFft = 512, HopLength = 160 };
        float[] power = Extract(new MelSpectrogramExtractor(options, Rate), clip);
        float[] decibels = Extract(new MelSpectrogramExtractor(options with { Log = true, RefMax = true, TopDb = 30 }, Rate), clip);
        float largest = power.Max();
        for (int i = 0; i < power.Length; i++)
            Assert.Equal(Math.Max(-30, 10 * Math.Log10(Math.Max(1e-10, power[i]) / largest)), decibels[i], 1e-4);
    }

    [Fact]
    public void Options_survive_json_with_names_in_camel_case()
    {
        var settings = new System.Text.Json.JsonSerializerOptions
        {
            PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase,
            Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase) },
        };
        MfccOptions options = MfccOptions.Kaldi with { Window = WindowKind.BlackmanHarris, PadMode = PadMode.Reflect };
        string json = System.Text.Json.JsonSerializer.Serialize(options, settings);
        Assert.Contains("\"htk\":true", json);
        Assert.Contains("\"nFft\":2048", json);
        Assert.Contains("\"window\":\"blackmanHarris\"", json);
        Assert.Equal(options, System.Text.Json.JsonSerializer.Deserialize<MfccOptions>(json, settings));
        var read = System.Text.Json.JsonSerializer.Deserialize<DescriptorOptions>("""{"which":["RMS","f0"],"padMode":"constant","window":"boxcar","tuning":null}""", settings)!;
        Assert.Equal([DescriptorKind.Rms, DescriptorKind.F0], read.Which);
        Assert.Equal((PadMode.Zero, WindowKind.Rectangular, null), (read.PadMode, read.Window, read.Tuning));
    }

    [Fact]
    public void Descriptors_come_in_the_order_they_were_asked_for()
    {
        float[] clip = Noise(6000);
        var both = new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.F0, DescriptorKind.Rms] }, Rate);
        var rms = new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.Rms] }, Rate);
        Assert.Equal(["f0", "rms"], both.Names);
        float[] pairs = Extract(both, clip), values = Extract(rms, clip);
        for (int t = 0; t < values.Length; t++)
            Assert.Equal(values[t], pairs[2 * t + 1]);
    }

    private static IFrameFeature Make(string kind) => kind switch
    {
        "spectrogram" => new SpectrogramExtractor(null, Rate),
        "mel" => new MelSpectrogramExtractor(new MelOptions { Log = true }, Rate),
        "mfcc" => new MfccExtractor(null, Rate),
        "kaldi" => new MfccExtractor(MfccOptions.Kaldi with { Center = true }, Rate),
        _ => new DescriptorExtractor(new DescriptorOptions { Tuning = null, RmsFromSamples = true }, Rate),
    };

    private static float[] Extract(IFrameFeature extractor, float[] clip)
    {
        var frames = new float[extractor.FrameCount(clip.Length) * extractor.Width];
        extractor.Extract(clip, frames);
        return frames;
    }

    private static float[] Noise(int length)
    {
        var random = new DeterministicRandom(length);
        var noise = new float[length];
        for (int i = 0; i < length; i++)
            noise[i] = (float)random.NextDouble(-0.5, 0.5);
        return noise;
    }
}
