using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Updates all weights from their gradients, in pieces whose cut does not depend on the number of threads.</summary>
internal sealed class Optimizer
{
    private const int PieceLength = 1 << 16;
    private readonly NetworkTrainingOptions _options;
    private readonly ParameterValues _weights;
    private readonly ParameterValues _gradients;
    private readonly (int Start, int Length, bool Decays)[] _pieces;
    private readonly double[] _squares;
    private readonly Action<int> _update;
    private readonly Action<int> _measure;
    private float _rate;
    private float _scale;

    public Optimizer(NetworkTrainingOptions options, ParameterLayout layout, ParameterValues weights, ParameterValues gradients)
    {
        _options = options;
        _weights = weights;
        _gradients = gradients;
        First = new ParameterValues(layout.TrainableLength);
        Second = new ParameterValues(options.Optimizer == OptimizerKind.Sgd ? 0 : layout.TrainableLength);
        _pieces = [.. layout.Slots.Where(slot => slot.Spec.Trainable).SelectMany(Cut)];
        _squares = new double[_pieces.Length];
        _update = Update;
        _measure = piece => _squares[piece] = VectorOps.SumOfSquares(_gradients.Span.Slice(_pieces[piece].Start, _pieces[piece].Length));
    }

    /// <summary>Means of gradients, or velocities.</summary>
    public ParameterValues First { get; }

    /// <summary>Means of squared gradients.</summary>
    public ParameterValues Second { get; }

    /// <summary>Updates done.</summary>
    public long Steps { get; set; }

    public void Update(double learningRate, int threads)
    {
        _rate = (float)learningRate;
        _scale = 1;
        if (_options.GradientClip > 0)
        {
            double norm = Norm(threads);
            if (norm > _options.GradientClip)
                _scale = (float)(_options.GradientClip / norm);
        }
        Steps++;
        ParallelLoop.Run(_pieces.Length, threads, _update);
    }

    private double Norm(int threads)
    {
        ParallelLoop.Run(_pieces.Length, threads, _measure);
        double sum = 0;
        foreach (double square in _squares)
            sum += square;
        return Math.Sqrt(sum);
    }

    private void Update(int piece)
    {
        (int start, int length, bool decays) = _pieces[piece];
        float decay = decays ? (float)_options.WeightDecay : 0;
        Span<float> weights = _weights.Span.Slice(start, length), gradient = _gradients.Span.Slice(start, length), first = First.Span.Slice(start, length);
        if (_options.Optimizer == OptimizerKind.Sgd)
        {
            OptimizerKernels.Sgd(weights, gradient, first, _rate, (float)_options.Momentum, _options.Nesterov, decay, _scale);
            return;
        }
        float scale = _scale;
        if (_options.Optimizer == OptimizerKind.Adam && decay > 0)
        {
            VectorOps.Scale(scale, gradient);
            VectorOps.Axpy(decay, weights, gradient);
            (scale, decay) = (1, 0);
        }
        OptimizerKernels.Adam(
            weights, gradient, first, Second.Span.Slice(start, length), Steps, _rate, (float)_options.Beta1, (float)_options.Beta2,
            (float)_options.Epsilon, decay, scale);
    }

    private static IEnumerable<(int Start, int Length, bool Decays)> Cut(ParameterSlot slot)
    {
        for (int at = 0; at < slot.Length; at += PieceLength)
            yield return (slot.Offset + at, Math.Min(PieceLength, slot.Length - at), slot.Spec.Decays);
    }
}
