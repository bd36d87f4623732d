using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Features;

public class ReferenceDescriptorTests(ITestOutputHelper output)
{
    // Largest differences allowed, in the descriptor's unit. Roll-off and zero crossings are counts: they must be equal.
    private static readonly (DescriptorKind Kind, string Array, double Tolerance)[] Descriptors =
    [
        (DescriptorKind.Rms, "rms", 1e-7),
        (DescriptorKind.Zcr, "zcr", 1e-7),
        (DescriptorKind.Centroid, "centroid", 5e-3),
        (DescriptorKind.Bandwidth, "bandwidth", 5e-3),
        (DescriptorKind.Rolloff, "rolloff", 0),
        (DescriptorKind.Flatness, "flatness", 1e-5),
        (DescriptorKind.Contrast, "contrast", 2e-3),
        (DescriptorKind.Chroma, "chroma", 1e-5),
        (DescriptorKind.F0, "yin", 1e-2),
    ];

    public static TheoryData<int, DescriptorKind> ClipsAndKinds()
    {
        var data = new TheoryData<int, DescriptorKind>();
        for (int clip = 0; clip < 3; clip++)
        {
            foreach ((DescriptorKind kind, _, _) in Descriptors)
                data.Add(clip, kind);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(ClipsAndKinds))]
    public void Descriptor_equals_librosa(int clip, DescriptorKind kind)
    {
        (_, string name, double tolerance) = Array.Find(Descriptors, d => d.Kind == kind);
        float[] samples = Reference.Clip(clip);
        (double[] expected, int frames, int width) = Reference.Frames(clip, name);
        var extractor = new DescriptorExtractor(new DescriptorOptions { NFft = 1024, HopLength = 256, Which = [kind] }, Reference.SampleRate);
        Assert.Equal((frames, width), (extractor.FrameCount(samples.Length), extractor.Width));
        var actual = new float[frames * width];
        extractor.Extract(samples, actual);
        double difference = Reference.LargestDifference(expected, actual);
        output.WriteLine($"largest difference {difference:g3} of {Reference.LargestMagnitude(expected):g4}");
        Assert.InRange(difference, 0, tolerance);
    }
}
