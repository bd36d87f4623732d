using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A kernel from one Single vector to another.</summary>
internal abstract class VectorKernel : RowKernel
{
    private readonly DenseSpan<float> _dense = new();

    public sealed override void Run(in RowCells cells) =>
        Map(_dense.Of(in cells.Input<VBuffer<float>>(0)), ref cells.Output<VBuffer<float>>(0), in cells);

    protected abstract void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells);
}
