namespace EmotionKit.Linear;

/// <summary>
/// Mean weighted log loss of softmax regression plus its L2 penalty, with the gradient, over rows in single precision that stay where
/// they are: scaling is folded into the weights.
/// </summary>
/// <remarks>
/// Parameters are <c>[class, column]</c> weights of the scaled features followed by one intercept per class. Rows are cut into chunks
/// whose number depends on the number of rows alone; each chunk sums into its own buffer and the buffers are added in order, so the bits
/// are the same for any number of threads.
/// </remarks>
internal sealed unsafe class SoftmaxObjective
{
    private const int MaxChunks = 64;
    private const int MinChunkRows = 64;
    private const int BlockRows = 16;

    private readonly float* _x;
    private readonly int* _labels;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _classes;
    private readonly double[] _rowWeights;
    private readonly double[] _mean;
    private readonly double[] _factor;
    private readonly double[] _penalty;
    private readonly double _total;
    private readonly int _chunkRows;
    private readonly double[][] _chunkGradients;
    private readonly double[] _chunkLoss;
    private readonly double[] _weights;
    private readonly double[] _intercepts;
    private readonly Action<int> _evaluateChunk;
    private readonly int _threads;
    private readonly CancellationToken _cancellation;

    /// <param name="x">[row, column]; pinned by the caller for the life of this object.</param>
    /// <param name="labels">One class per row; pinned likewise.</param>
    /// <param name="columns">Columns of a row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="rowWeights">One weight per row, class weight included.</param>
    /// <param name="mean">Subtracted from each column.</param>
    /// <param name="factor">Multiplies each column after that.</param>
    /// <param name="penalty">Penalty of each scaled column's squared weight, halves included.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellation">Checked before every chunk.</param>
    public SoftmaxObjective(
        float* x, int* labels, int columns, int classes, double[] rowWeights,
        double[] mean, double[] factor, double[] penalty, int threads, CancellationToken cancellation)
    {
        _x = x;
        _labels = labels;
        _rows = rowWeights.Length;
        _columns = columns;
        _classes = classes;
        _rowWeights = rowWeights;
        _mean = mean;
        _factor = factor;
        _penalty = penalty;
        _total = rowWeights.Sum();
        _chunkRows = Math.Max(MinChunkRows, (_rows + MaxChunks - 1) / MaxChunks);
        int chunks = (_rows + _chunkRows - 1) / _chunkRows;
        _chunkGradients = new double[chunks][];
        for (int c = 0; c < chunks; c++)
            _chunkGradients[c] = new double[Parameters];
        _chunkLoss = new double[chunks];
        _weights = new double[classes * columns];
        _intercepts = new double[classes];
        _evaluateChunk = EvaluateChunk;
        _threads = threads;
        _cancellation = cancellation;
    }

    public int Parameters => _classes * (_columns + 1);

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Unscale(parameters, _weights, _intercepts);
        ParallelLoop.Run(_chunkLoss.Length, _threads, _evaluateChunk, _cancellation);
        gradient.Clear();
        double loss = 0;
        for (int chunk = 0; chunk < _chunkLoss.Length; chunk++)
        {
            loss += _chunkLoss[chunk];
            VectorMath.AddScaled(1, _chunkGradients[chunk], gradient);
        }
        return (loss + ScaleGradient(parameters, gradient)) / _total;
    }

    /// <summary>The weights and intercepts for features as they came, of given parameters.</summary>
    public void Unscale(ReadOnlySpan<double> parameters, Span<double> weights, Span<double> intercepts)
    {
        for (int k = 0; k < _classes; k++)
        {
            ReadOnlySpan<double> scaled = parameters.Slice(k * _columns, _columns);
            Span<double> target = weights.Slice(k * _columns, _columns);
            for (int j = 0; j < _columns; j++)
                target[j] = scaled[j] * _factor[j];
            intercepts[k] = parameters[_classes * _columns + k] - VectorMath.Dot(target, _mean);
        }
    }

    private void EvaluateChunk(int chunk)
    {
        double[] gradient = _chunkGradients[chunk];
        Array.Clear(gradient);
        Span<double> weightGradient = gradient.AsSpan(0, _classes * _columns);
        Span<double> interceptGradient = gradient.AsSpan(_classes * _columns);
        double[] residuals = System.Buffers.ArrayPool<double>.Shared.Rent(BlockRows * _classes);
        int end = Math.Min(_rows, (chunk + 1) * _chunkRows);
        double loss = 0;
        for (int start = chunk * _chunkRows; start < end; start += BlockRows)
        {
            int count = Math.Min(BlockRows, end - start);
            for (int i = 0; i < count; i++)
                loss += Residuals(start + i, residuals.AsSpan(i * _classes, _classes), interceptGradient);
            var rows = new ReadOnlySpan<float>(_x + (long)start * _columns, count * _columns);
            SoftmaxKernels.AddOuter(rows, _columns, residuals.AsSpan(0, count * _classes), _classes, weightGradient);
        }
        System.Buffers.ArrayPool<double>.Shared.Return(residuals);
        _chunkLoss[chunk] = loss;
    }

    private double Residuals(int row, Span<double> residuals, Span<double> interceptGradient)
    {
        double weight = _rowWeights[row];
        if (weight == 0)
        {
            residuals.Clear();
            return 0;
        }
        SoftmaxKernels.Logits(new ReadOnlySpan<float>(_x + (long)row * _columns, _columns), _weights, _intercepts, residuals);
        int label = _labels[row];
        double logit = residuals[label];
        double loss = SoftmaxKernels.Softmax(residuals) - logit;
        residuals[label] -= 1;
        for (int k = 0; k < residuals.Length; k++)
        {
            residuals[k] *= weight;
            interceptGradient[k] += residuals[k];
        }
        return weight * loss;
    }

    /// <summary>Turns the gradient by unscaled weights into that by the parameters, penalty included; returns the penalty.</summary>
    private double ScaleGradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        double penalty = 0;
        Span<double> intercepts = gradient[(_classes * _columns)..];
        for (int k = 0; k < _classes; k++)
        {
            ReadOnlySpan<double> scaled = parameters.Slice(k * _columns, _columns);
            Span<double> target = gradient.Slice(k * _columns, _columns);
            for (int j = 0; j < _columns; j++)
            {
                double pull = _penalty[j] * scaled[j];
                penalty += 0.5 * pull * scaled[j];
                target[j] = ((target[j] - intercepts[k] * _mean[j]) * _factor[j] + pull) / _total;
            }
        }
        for (int k = 0; k < _classes; k++)
            intercepts[k] /= _total;
        return penalty;
    }
}
