using EmotionKit.Features;
using EmotionKit.Signal;
using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Conformance;

/// <summary>Components from samples to features.</summary>
internal static class FeatureCases
{
    private static readonly MfccOptions Small = new() { NFft = 512, HopLength = 256, NMels = 20, NMfcc = 8 };

    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Samples("ExtractMfcc", ml => ml.Transforms.ExtractMfcc("Out", "In", Small, Tones.Rate)),
        Samples("ExtractMfcc, Kaldi", ml => ml.Transforms.ExtractMfcc("Out", "In", MfccOptions.Kaldi, Tones.Rate)),
        Known("ExtractMfcc, known size", ml => ml.Transforms.ExtractMfcc("Out", "In", Small, Tones.Rate)),
        Samples("ExtractMelSpectrogram", ml => ml.Transforms.ExtractMelSpectrogram("Out", "In", new MelOptions { NFft = 512, NMels = 16, Log = true }, Tones.Rate)),
        Samples("ExtractSpectrogram", ml => ml.Transforms.ExtractSpectrogram("Out", "In", new SpectrogramOptions { NFft = 256 }, Tones.Rate)),
        Known("ExtractSpectrogram, known size", ml => ml.Transforms.ExtractSpectrogram("Out", "In", new SpectrogramOptions { NFft = 256 }, Tones.Rate)),
        Samples("ExtractDescriptors", ml => ml.Transforms.ExtractDescriptors("Out", "In", sampleRate: Tones.Rate)),
        Known(
            "ExtractDescriptors, some, known size",
            ml => ml.Transforms.ExtractDescriptors(
                "Out", "In", new DescriptorOptions { Which = [DescriptorKind.F0, DescriptorKind.Rms], NFft = 1024, HopLength = 400 }, Tones.Rate)),
        Samples("AppendDeltas", ml => ml.Transforms.AppendDeltas("Out", "Frames", new AppendDeltasOptions { Width = 5 }), Mfcc, "Frames"),
        Known("AppendDeltas, known size", ml => ml.Transforms.AppendDeltas("Out", "Frames", new AppendDeltasOptions { Order = 1, Width = 3 }), Mfcc, "Frames"),
        Samples("PoolFrames", ml => ml.Transforms.PoolFrames("Out", "Frames", new PoolOptions { Min = true, Quantiles = [0.25, 0.5], Slope = true }), Mfcc, "Frames"),
        Known("PoolFrames, known size", ml => ml.Transforms.PoolFrames("Out", "Frames"), Mfcc, "Frames"),
    ];

    public static IEstimator<ITransformer> Mfcc(MLContext ml) => ml.Transforms.ExtractMfcc("Frames", "In", Small, Tones.Rate);

    private static ComponentCase<SampleRow, VectorOut> Samples(
        string name, Func<MLContext, IEstimator<ITransformer>> create, Func<MLContext, IEstimator<ITransformer>>? upstream = null, string input = "In") => new()
        {
            Name = name,
            Create = create,
            Upstream = upstream,
            Inputs = [input],
            Data = SampleRow.Some,
            Missing = SampleRow.Missing,
            Text = VectorOut.Text,
        };

    private static ComponentCase<KnownSampleRow, VectorOut> Known(
        string name, Func<MLContext, IEstimator<ITransformer>> create, Func<MLContext, IEstimator<ITransformer>>? upstream = null, string input = "In") => new()
        {
            Name = name,
            Create = create,
            Upstream = upstream,
            Inputs = [input],
            Data = KnownSampleRow.Some,
            Missing = KnownSampleRow.Missing,
            Text = VectorOut.Text,
        };
}
