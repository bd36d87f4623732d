using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Gives a vector as it is: what a component for training alone does to rows to score.</summary>
internal sealed class CopyKernel : VectorKernel
{
    protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells) =>
        input.CopyTo(Vectors.Resize(ref output, input.Length));
}
