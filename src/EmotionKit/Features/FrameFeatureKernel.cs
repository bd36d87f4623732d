using EmotionKit.Rows;
using EmotionKit.Signal;
using EmotionKit.Signal.Framing;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Measures every frame of a clip.</summary>
internal sealed class FrameFeatureKernel(IFrameFeature feature) : VectorKernel
{
    public override RowKernel? Join(MappedStage stage, RowKernel later, MappedStage laterStage) =>
        later is FrameFeatureKernel other && other.Spectral is { } theirs && Spectral is { } ours
        && stage.Inputs[0] == laterStage.Inputs[0] && SharedSpectra.CanShare(ours, theirs)
            ? new SharedSpectraKernel([ours, theirs], [stage, laterStage])
            : null;

    internal ISpectralFeature? Spectral => feature as ISpectralFeature;

    protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
    {
        int frames = feature.FrameCount(input.Length);
        Span<float> values = Vectors.Resize(ref output, checked(frames * feature.Width));
        feature.Extract(input, values);
    }
}
