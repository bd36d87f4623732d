using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Sums of two runs of numbers, in pieces that threads share.</summary>
internal sealed unsafe class PiecewiseSum
{
    private const int PieceLength = 1 << 15;
    private readonly Action<int> _add;
    private float* _x;
    private float* _y;
    private float* _z;
    private int _length;

    public PiecewiseSum() => _add = Add;

    /// <summary>z = x + y; z may be either.</summary>
    public void Run(float* x, float* y, float* z, int length, int threads)
    {
        _x = x;
        _y = y;
        _z = z;
        _length = length;
        ParallelLoop.Run((length + PieceLength - 1) / PieceLength, threads, _add);
    }

    private void Add(int piece)
    {
        int start = piece * PieceLength, count = Math.Min(PieceLength, _length - start);
        VectorOps.Add(new ReadOnlySpan<float>(_x + start, count), new ReadOnlySpan<float>(_y + start, count), new Span<float>(_z + start, count));
    }
}
