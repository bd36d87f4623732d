using EmotionKit.Rows;
using Microsoft.ML.Data;
using NWaves.FeatureExtractors.Base;

namespace EmotionKit.Interop;

/// <summary>Runs one extractor over clips, each from a clean state.</summary>
internal sealed class NWavesKernel(FeatureExtractor extractor) : VectorKernel
{
    /// <summary>The frames of a clip; none where it is shorter than a frame, for which NWaves returns null or an empty list.</summary>
    public IReadOnlyList<float[]> Compute(float[] samples)
    {
        if (samples.Length == 0)
            return [];
        extractor.Reset();
        return extractor.ComputeFrom(samples) ?? [];
    }

    protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
    {
        for (int i = 0; i < input.Length; i++)
        {
            if (!float.IsFinite(input[i]))
                throw new ArgumentException($"sample {i}: expected a finite number, got {input[i]}.");
        }
        IReadOnlyList<float[]> frames = Compute(input.ToArray());
        int width = extractor.FeatureCount;
        Span<float> values = Vectors.Resize(ref output, checked(frames.Count * width));
        for (int i = 0; i < frames.Count; i++)
            frames[i].AsSpan(0, width).CopyTo(values[(i * width)..]);
    }
}
