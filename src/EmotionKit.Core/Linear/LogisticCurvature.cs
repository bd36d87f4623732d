namespace EmotionKit.Linear;

/// <summary>
/// Log loss of logistic regression with its gradient and its matrix of second derivatives, in the contrasts of classes 1, 2, ... to class 0
/// and in scaled features. With two classes these are the usual weights and intercept.
/// </summary>
/// <remarks>
/// Parameters are blocks of <c>columns + 1</c>, the intercept last, one block per class from 1. The rows stay in single precision where they
/// are; scaling is done block by block. Rows are cut into chunks whose number depends on the sizes alone and that are added in order: the bits
/// are the same for any number of threads.
/// </remarks>
internal sealed unsafe class LogisticCurvature
{
    private const int MaxChunks = 32;
    private const int MinChunkRows = 256;
    private const long MaxChunkNumbers = 1 << 23;

    private readonly float* _x;
    private readonly int* _labels;
    private readonly double[] _rowWeights;
    private readonly double[] _mean;
    private readonly double[] _factor;
    private readonly int _columns;
    private readonly int _contrasts;
    private readonly int _width;
    private readonly int _threads;
    private readonly int _chunks;
    private readonly int _chunkRows;
    private readonly double[] _chunkLoss;
    private readonly double[][] _chunkGradients;
    private readonly double[][] _chunkHessians;
    private readonly CancellationToken _cancellation;
    private double[] _parameters = [];
    private bool _lossOnly;

    /// <param name="x">[row, column]; pinned by the caller for the life of this object.</param>
    /// <param name="labels">One class per row; pinned likewise.</param>
    /// <param name="columns">Columns of a row.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="rowWeights">One weight per row.</param>
    /// <param name="mean">Subtracted from each column.</param>
    /// <param name="factor">Multiplies each column after that.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellation">Checked before every chunk.</param>
    public LogisticCurvature(
        float* x, int* labels, int columns, int classes, double[] rowWeights, double[] mean, double[] factor, int threads,
        CancellationToken cancellation)
    {
        _x = x;
        _labels = labels;
        _columns = columns;
        _contrasts = classes - 1;
        _width = columns + 1;
        _rowWeights = rowWeights;
        _mean = mean;
        _factor = factor;
        _threads = threads;
        _cancellation = cancellation;
        long numbers = (long)Parameters * Parameters;
        int limit = (int)Math.Clamp(MaxChunkNumbers / numbers, 1, MaxChunks);
        _chunkRows = Math.Max(MinChunkRows, (rowWeights.Length + limit - 1) / limit);
        _chunks = (rowWeights.Length + _chunkRows - 1) / _chunkRows;
        _chunkLoss = new double[_chunks];
        _chunkGradients = Allocate(Parameters);
        _chunkHessians = Allocate(checked((int)numbers));
    }

    public int Parameters => _contrasts * _width;

    /// <summary>The sum of the rows' weighted losses.</summary>
    public double Loss(double[] parameters)
    {
        Run(parameters, lossOnly: true);
        return SumOfLosses();
    }

    /// <summary>The same with both derivatives; of the matrix the lower triangle is filled.</summary>
    public double Evaluate(double[] parameters, double[] gradient, double[] hessian)
    {
        Run(parameters, lossOnly: false);
        Array.Clear(gradient);
        Array.Clear(hessian);
        for (int chunk = 0; chunk < _chunks; chunk++)
        {
            VectorMath.AddScaled(1, _chunkGradients[chunk], gradient);
            VectorMath.AddScaled(1, _chunkHessians[chunk], hessian);
        }
        return SumOfLosses();
    }

    private double SumOfLosses()
    {
        double loss = 0;
        foreach (double part in _chunkLoss)
            loss += part;
        return loss;
    }

    private void Run(double[] parameters, bool lossOnly)
    {
        _parameters = parameters;
        _lossOnly = lossOnly;
        ParallelLoop.Run(_chunks, _threads, RunChunk, _cancellation);
    }

    private void RunChunk(int chunk)
    {
        Array.Clear(_chunkGradients[chunk]);
        Array.Clear(_chunkHessians[chunk]);
        double[] scaled = new double[_width];
        scaled[_columns] = 1;
        double[] probabilities = new double[_contrasts + 1];
        int end = Math.Min(_rowWeights.Length, (chunk + 1) * _chunkRows);
        double loss = 0;
        for (int i = chunk * _chunkRows; i < end; i++)
        {
            double weight = _rowWeights[i];
            if (weight == 0)
                continue;
            float* row = _x + (long)i * _columns;
            for (int j = 0; j < _columns; j++)
                scaled[j] = (row[j] - _mean[j]) * _factor[j];
            probabilities[0] = 0;
            for (int k = 0; k < _contrasts; k++)
                probabilities[k + 1] = VectorMath.Dot(scaled, _parameters.AsSpan(k * _width, _width));
            double own = probabilities[_labels[i]];
            loss += weight * (SoftmaxKernels.Softmax(probabilities) - own);
            if (!_lossOnly)
                AddDerivatives(chunk, weight, _labels[i], scaled, probabilities);
        }
        _chunkLoss[chunk] = loss;
    }

    private void AddDerivatives(int chunk, double weight, int label, double[] scaled, double[] probabilities)
    {
        double[] gradient = _chunkGradients[chunk];
        double[] hessian = _chunkHessians[chunk];
        int parameters = Parameters;
        for (int k = 0; k < _contrasts; k++)
        {
            double p = probabilities[k + 1];
            double residual = weight * (p - (label == k + 1 ? 1 : 0));
            VectorMath.AddScaled(residual, scaled, gradient.AsSpan(k * _width, _width));
            for (int l = 0; l <= k; l++)
            {
                double curve = weight * p * (l == k ? 1 - p : -probabilities[l + 1]);
                for (int j = 0; j < _width; j++)
                {
                    int length = l == k ? j + 1 : _width;
                    Span<double> target = hessian.AsSpan((k * _width + j) * parameters + l * _width, length);
                    VectorMath.AddScaled(curve * scaled[j], scaled.AsSpan(0, length), target);
                }
            }
        }
    }

    private double[][] Allocate(int length)
    {
        double[][] arrays = new double[_chunks][];
        for (int c = 0; c < _chunks; c++)
            arrays[c] = new double[length];
        return arrays;
    }
}
