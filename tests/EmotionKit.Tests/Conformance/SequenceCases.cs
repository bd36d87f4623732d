using EmotionKit.Features;
using EmotionKit.Sequences;
using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Conformance;

/// <summary>Components on sequences of frames.</summary>
internal static class SequenceCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Frames("PadSequence", ml => ml.Transforms.PadSequence("Out", "Frames", frames: 30), FeatureCases.Mfcc),
        Frames(
            "PadSequence, at the start",
            ml => ml.Transforms.PadSequence(
                "Out", "Frames", new PadSequenceOptions { Frames = 30, Padding = SequenceSide.Start, Truncation = SequenceSide.Start, Value = -1 }),
            FeatureCases.Mfcc),
        Frames("StandardizeFrames", ml => ml.Transforms.StandardizeFrames("Out", "Frames"), FeatureCases.Mfcc),
        Frames("StandardizeFrames, padded", ml => ml.Transforms.StandardizeFrames("Out", "Frames"), Padded),
        Frames("StandardizeFrames, pooled", ml => ml.Transforms.StandardizeFrames("Out", "Frames"), Pooled),
        new ComponentCase<KnownSampleRow, VectorOut>
        {
            Name = "StandardizeFrames, a vector that is no sequence",
            Create = ml => ml.Transforms.StandardizeFrames("Out", "In"),
            AcceptsMissing = true,
            Data = KnownSampleRow.Some,
            Missing = KnownSampleRow.Missing,
            Text = VectorOut.Text,
        },
        new ComponentCase<SampleRow, VectorOut>
        {
            Name = "ConcatenateFrames",
            Create = ml => ml.Transforms.ConcatenateFrames("Out", "Frames", "Deltas"),
            Upstream = ml => FeatureCases.Mfcc(ml).Append(ml.Transforms.AppendDeltas("Deltas", "Frames", new AppendDeltasOptions { Width = 5 })),
            Inputs = ["Frames", "Deltas"],
            Data = SampleRow.Some,
            Missing = SampleRow.Missing,
            Text = VectorOut.Text,
        },
        Frames("AddChannel", ml => ml.Transforms.AddChannel("Out", "Frames"), Padded),
    ];

    private static IEstimator<ITransformer> Padded(MLContext ml) =>
        FeatureCases.Mfcc(ml).Append(ml.Transforms.PadSequence("Frames", frames: 30));

    private static IEstimator<ITransformer> Pooled(MLContext ml) =>
        FeatureCases.Mfcc(ml).Append(ml.Transforms.PoolFrames("Frames"));

    // The missing sample is refused by the extractor that comes before.
    private static ComponentCase<SampleRow, VectorOut> Frames(
        string name, Func<MLContext, IEstimator<ITransformer>> create, Func<MLContext, IEstimator<ITransformer>> upstream) => new()
        {
            Name = name,
            Create = create,
            Upstream = upstream,
            Inputs = ["Frames"],
            Data = SampleRow.Some,
            Missing = SampleRow.Missing,
            Text = VectorOut.Text,
        };
}
