using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Core.Tests.Signal.Features;

public sealed class SharedSpectraTests
{
    private const int Rate = 16_000;

    public static TheoryData<FrameOptions, FrameOptions> Framings() => new()
    {
        { new MelOptions { NFft = 512, HopLength = 160 }, new MfccOptions { NFft = 512, HopLength = 160 } },
        { new MelOptions { NFft = 512, HopLength = 160, PadMode = PadMode.Reflect, Center = false }, new MfccOptions { NFft = 512, HopLength = 160, Center = false } },
        { new MelOptions { HopSeconds = 0.01, WinSeconds = 0.025, RoundToPowerOfTwo = true }, new MfccOptions { NFft = 512, WinLength = 400, HopLength = 160 } },
    };

    public static TheoryData<FrameOptions, FrameOptions> OtherFramings()
    {
        var mel = new MelOptions { NFft = 512, HopLength = 160 };
        var mfcc = new MfccOptions { NFft = 512, HopLength = 160 };
        return new()
        {
            { mel, mfcc with { NFft = 400 } },
            { mel, mfcc with { HopLength = 128 } },
            { mel, mfcc with { WinLength = 400 } },
            { mel, mfcc with { Window = WindowKind.Hamming } },
            { mel, mfcc with { WindowSymmetric = true } },
            { mel, mfcc with { Center = false } },
            { mel, mfcc with { PadMode = PadMode.Reflect } },
            { mel, mfcc with { PreEmphasis = 0.97 } },
            { mel, mfcc with { RemoveDcOffset = true } },
            { mel, mfcc with { SampleScale = 32768 } },
            { mel, mfcc with { Precision = FourierPrecision.Double } },
        };
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void Equal_framing_shares(FrameOptions one, FrameOptions other) => Assert.True(SharedSpectra.CanShare(Create(one), Create(other)));

    [Theory]
    [MemberData(nameof(OtherFramings))]
    public void Other_framing_does_not(FrameOptions one, FrameOptions other) => Assert.False(SharedSpectra.CanShare(Create(one), Create(other)));

    [Fact]
    public void What_needs_no_spectrum_shares_none()
    {
        var zcr = new DescriptorExtractor(new DescriptorOptions { NFft = 512, HopLength = 160, Which = [DescriptorKind.Zcr, DescriptorKind.F0] }, Rate);
        Assert.False(SharedSpectra.CanShare(zcr, zcr));
    }

    [Theory]
    [InlineData(FourierPrecision.Single)]
    [InlineData(FourierPrecision.Double)]
    public void Every_extractor_gives_the_bits_that_it_gives_alone(FourierPrecision precision)
    {
        // Magnitudes, roots and energies among powers: some spoil the rows that they are given, some want one row more.
        ISpectralFeature[] features =
        [
            new SpectrogramExtractor(new SpectrogramOptions { NFft = 512, HopLength = 160, Precision = precision }, Rate),
            new MfccExtractor(new MfccOptions { NFft = 512, HopLength = 160, Precision = precision }, Rate),
            new MelSpectrogramExtractor(new MelOptions { NFft = 512, HopLength = 160, Power = 1.5, Precision = precision }, Rate),
            new MfccExtractor(new MfccOptions { NFft = 512, HopLength = 160, UseEnergy = true, Precision = precision }, Rate),
            new DescriptorExtractor(new DescriptorOptions { NFft = 512, HopLength = 160, Tuning = null, Precision = precision }, Rate),
            new MelSpectrogramExtractor(new MelOptions { NFft = 512, HopLength = 160, Log = true, Precision = precision }, Rate),
            new SpectrogramExtractor(new SpectrogramOptions { NFft = 512, HopLength = 160, Power = 2, Precision = precision }, Rate),
        ];
        var shared = new SharedSpectra(features);
        foreach (int length in (int[])[9_000, 0, 1, 700, 16_321])
        {
            float[] clip = Clip(length);
            float[][] together = [.. features.Select(_ => Array.Empty<float>())];
            shared.Extract(clip, ref together, static (scoped ref float[][] frames, int index, int size) => frames[index] = new float[size]);
            for (int i = 0; i < features.Length; i++)
            {
                float[] alone = new float[features[i].FrameCount(length) * features[i].Width];
                features[i].Extract(clip, alone);
                Assert.Equal(Bits(alone), Bits(together[i]));
            }
        }
    }

    [Fact]
    public void A_sample_that_is_not_finite_is_refused_before_anything_is_written()
    {
        ISpectralFeature mel = Create(new MelOptions());
        float[] clip = Clip(5000);
        clip[4000] = float.NaN;
        int asked = 0;
        var error = Assert.Throws<ArgumentException>(() => new SharedSpectra(mel, mel).Extract(clip, ref asked, static (scoped ref int count, int _, int size) =>
        {
            count++;
            return new float[size];
        }));
        Assert.Contains("got NaN at sample 4000", error.Message);
        Assert.Equal(0, asked);
    }

    [Fact]
    public void Nothing_is_allocated_per_clip_once_buffers_have_grown()
    {
        ISpectralFeature[] features =
        [
            Create(new SpectrogramOptions { NFft = 512, HopLength = 160 }), Create(new MelOptions { NFft = 512, HopLength = 160, Log = true }),
            Create(new MfccOptions { NFft = 512, HopLength = 160 }), Create(new MfccOptions { NFft = 512, HopLength = 160, PreEmphasis = 0.97, Lifter = 22 }),
            Create(new DescriptorOptions { NFft = 512, HopLength = 160, Tuning = null }), Create(new MfccOptions { NFft = 1103, HopLength = 200 }),
        ];
        float[][] clips = [Clip(12_000), Clip(7_777), Clip(480)];
        float[][] frames = [.. features.Select(feature => new float[feature.FrameCount(12_000) * feature.Width])];
        ISpectralFeature[] sharing = features[..3];
        var shared = new SharedSpectra(sharing);
        // The first round grows the buffers, the second is past whatever the runtime makes on a second call.
        long before = 0;
        for (int round = 0; round < 3; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            foreach (float[] clip in clips)
            {
                for (int i = 0; i < features.Length; i++)
                    features[i].Extract(clip, frames[i].AsSpan(0, features[i].FrameCount(clip.Length) * features[i].Width));
                shared.Extract(clip, ref frames, static (scoped ref float[][] frames, int index, int size) => frames[index].AsSpan(0, size));
            }
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ISpectralFeature Create(FrameOptions options) => options switch
    {
        MelOptions mel => new MelSpectrogramExtractor(mel, Rate),
        MfccOptions mfcc => new MfccExtractor(mfcc, Rate),
        SpectrogramOptions spectrogram => new SpectrogramExtractor(spectrogram, Rate),
        DescriptorOptions descriptors => new DescriptorExtractor(descriptors, Rate),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    private static float[] Clip(int length)
    {
        var random = new Random(length);
        float[] clip = new float[length];
        for (int i = 0; i < length; i++)
            clip[i] = (float)(0.3 * Math.Sin(i * 0.05) + 0.1 * random.NextDouble());
        return clip;
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
