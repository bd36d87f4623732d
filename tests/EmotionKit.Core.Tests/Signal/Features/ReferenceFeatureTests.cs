using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Features;

public class ReferenceFeatureTests(ITestOutputHelper output)
{
    public static TheoryData<int, string> ClipsAndOptions()
    {
        var data = new TheoryData<int, string>();
        for (int clip = 0; clip < 3; clip++)
        {
            foreach (string set in (string[])["a", "b", "c", "d"])
                data.Add(clip, set);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(ClipsAndOptions))]
    public void Mfcc_equals_librosa(int clip, string set)
    {
        float[] samples = Reference.Clip(clip);
        (double[] expected, int frames, int width) = Reference.Frames(clip, $"{set}.mfcc");
        var extractor = new MfccExtractor(OptionsOf(set), Reference.SampleRate);
        Assert.Equal((frames, width), (extractor.FrameCount(samples.Length), extractor.Width));
        float[] actual = Extract(extractor, samples);
        double difference = Reference.LargestDifference(expected, actual);
        output.WriteLine($"largest difference {difference:g3}");
        Assert.InRange(difference, 0, 2e-3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public void Deltas_of_our_mfcc_equal_librosas(int clip, int order)
    {
        (double[] expected, _, int width) = Reference.Frames(clip, $"a.delta{order}");
        float[] frames = Extract(new MfccExtractor(OptionsOf("a"), Reference.SampleRate), Reference.Clip(clip));
        var deltas = new float[frames.Length];
        Delta.Compute(frames, width, order, 9, deltas);
        Assert.InRange(Reference.LargestDifference(expected, deltas), 0, 5e-4);
    }

    [Theory]
    [MemberData(nameof(ClipsAndOptions))]
    public void Mel_equals_librosa(int clip, string set)
    {
        float[] samples = Reference.Clip(clip);
        (double[] expected, int frames, int width) = Reference.Frames(clip, $"{set}.mel");
        MfccOptions o = OptionsOf(set);
        var options = new MelOptions
        {
            NFft = o.NFft,
            HopLength = o.HopLength,
            WinLength = o.WinLength,
            Window = o.Window,
            Center = o.Center,
            NMels = o.NMels,
            FMin = o.FMin,
            FMax = o.FMax,
            HtkScale = o.HtkScale,
        };
        var extractor = new MelSpectrogramExtractor(options, Reference.SampleRate);
        Assert.Equal((frames, width), (extractor.FrameCount(samples.Length), extractor.Width));
        double difference = Reference.LargestDifference(expected, Extract(extractor, samples)) / Reference.LargestMagnitude(expected);
        output.WriteLine($"largest relative difference {difference:g3}");
        Assert.InRange(difference, 0, 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Spectrogram_equals_librosa(int clip)
    {
        float[] samples = Reference.Clip(clip);
        (double[] expected, _, _) = Reference.Frames(clip, "stft");
        var extractor = new SpectrogramExtractor(new SpectrogramOptions { NFft = 1024 }, Reference.SampleRate);
        double difference = Reference.LargestDifference(expected, Extract(extractor, samples)) / Reference.LargestMagnitude(expected);
        output.WriteLine($"largest relative difference {difference:g3}");
        Assert.InRange(difference, 0, 1e-4);
    }

    // The parameters of index.json.
    private static MfccOptions OptionsOf(string set) => set switch
    {
        "a" => new MfccOptions { NFft = 512, HopLength = 160, NMfcc = 40 },
        "b" => new MfccOptions { NFft = 2048, HopLength = 512, NMfcc = 20 },
        "c" => new MfccOptions { NFft = 512, WinLength = 400, HopLength = 160, NMels = 40, HtkScale = true, Window = WindowKind.Hamming, NMfcc = 13, Lifter = 22 },
        _ => new MfccOptions { NFft = 1024, HopLength = 256, NMels = 64, FMin = 50, FMax = 7600, Center = false, NMfcc = 40 },
    };

    private static float[] Extract(IFrameFeature extractor, float[] samples)
    {
        var frames = new float[extractor.FrameCount(samples.Length) * extractor.Width];
        extractor.Extract(samples, frames);
        return frames;
    }
}
