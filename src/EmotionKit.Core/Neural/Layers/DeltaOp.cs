using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Derivatives over time beside what they are of. Before a row's first frame and after its last there is that frame again.</summary>
internal sealed class DeltaOp(DeltaLayer spec) : LayerOp([])
{
    private readonly float[][] _filters = spec.Filters();
    private readonly int _half = spec.Width / 2;

    private float[] _frame = [];

    private int Parts => spec.Order + 1;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        int width = x.RowSize / x.Shape[0];
        Span<float> sum = Frame(width);
        for (int row = 0; row < x.Batch; row++)
        {
            ReadOnlySpan<float> values = x.Valid(row);
            Span<float> wide = output.Row(row);
            int frames = values.Length / width;
            wide[(values.Length * Parts)..].Clear();
            for (int t = 0; t < frames; t++)
            {
                Span<float> target = wide.Slice(t * width * Parts, width * Parts);
                Place(values.Slice(t * width, width), target, 0);
                for (int order = 1; order <= spec.Order; order++)
                {
                    sum.Clear();
                    for (int j = -_half; j <= _half; j++)
                        VectorOps.Axpy(_filters[order - 1][j + _half], values.Slice(Inside(t + j, frames) * width, width), sum);
                    Place(sum, target, order);
                }
            }
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Tensor x = inputs[0];
        int width = x.RowSize / x.Shape[0];
        Span<float> dx = Values(wanted, x.Length), dy = Values(gradient, output.Length), part = Frame(width);
        dx.Clear();
        for (int row = 0; row < x.Batch; row++)
        {
            Span<float> target = dx.Slice(row * x.RowSize, x.ValidSize(row));
            ReadOnlySpan<float> wide = dy.Slice(row * output.RowSize, output.RowSize);
            int frames = target.Length / width;
            for (int t = 0; t < frames; t++)
            {
                ReadOnlySpan<float> source = wide.Slice(t * width * Parts, width * Parts);
                Take(source, part, 0);
                VectorOps.Axpy(1, part, target.Slice(t * width, width));
                for (int order = 1; order <= spec.Order; order++)
                {
                    Take(source, part, order);
                    for (int j = -_half; j <= _half; j++)
                        VectorOps.Axpy(_filters[order - 1][j + _half], part, target.Slice(Inside(t + j, frames) * width, width));
                }
            }
        }
    }

    private static int Inside(int frame, int frames) => Math.Clamp(frame, 0, frames - 1);

    private void Place(ReadOnlySpan<float> part, Span<float> wide, int order)
    {
        for (int i = 0, at = order; i < part.Length; i++, at += Parts)
            wide[at] = part[i];
    }

    private void Take(ReadOnlySpan<float> wide, Span<float> part, int order)
    {
        for (int i = 0, at = order; i < part.Length; i++, at += Parts)
            part[i] = wide[at];
    }

    private Span<float> Frame(int width)
    {
        if (_frame.Length < width)
            _frame = new float[width];
        return _frame.AsSpan(0, width);
    }
}
