using System.Runtime.Intrinsics;

namespace EmotionKit.Trees;

/// <summary>The log loss' derivatives by the score of one output, of every row.</summary>
internal sealed unsafe class RowGradients
{
    private const int Chunk = 8192;

    private readonly float[] _gradients;
    private readonly float[] _hessians;
    private readonly float[]? _weights;
    private readonly float _gradientScale;
    private readonly float _hessianScale;
    private readonly int _threads;

    /// <param name="rows">Number of rows.</param>
    /// <param name="weights">Of the rows, or null for 1.</param>
    /// <param name="maxHessian">What a row of weight 1 has at most.</param>
    /// <param name="threads">Does not change results.</param>
    public RowGradients(int rows, float[]? weights, double maxHessian, int threads)
    {
        double largest = weights is null ? 1 : Math.Max(weights.Max(), float.Epsilon);
        GradientUnit = largest / GradientUnits.MaxGradient;
        HessianUnit = largest * maxHessian / GradientUnits.MaxHessian;
        _gradientScale = (float)(1 / GradientUnit);
        _hessianScale = (float)(1 / HessianUnit);
        _gradients = new float[rows];
        _hessians = new float[rows];
        _weights = weights;
        _threads = threads;
        Units = new long[rows];
    }

    /// <summary>A gradient of one unit.</summary>
    public double GradientUnit { get; }

    /// <summary>A hessian of one unit.</summary>
    public double HessianUnit { get; }

    /// <summary>Both, quantised.</summary>
    public long[] Units { get; }

    /// <summary>The scores that leaves' values are added to.</summary>
    public float[] Scores { get; set; } = [];

    /// <summary>For two classes: of scores that are log-odds of class 1.</summary>
    public void OfLogOdds(ReadOnlySpan<int> labels)
    {
        fixed (int* label = labels)
        {
            int* y = label;
            ParallelLoop.Run((labels.Length + Chunk - 1) / Chunk, _threads, chunk =>
            {
                int first = chunk * Chunk, count = Math.Min(Chunk, _gradients.Length - first);
                Sigmoid(Scores.AsSpan(first, count), _gradients.AsSpan(first, count));
                for (int i = first; i < first + count; i++)
                    Set(i, _gradients[i], y[i] == 1, 1);
            });
        }
    }

    /// <summary>For one of several classes.</summary>
    /// <param name="probabilities">Of that class.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="number">The class.</param>
    /// <param name="factor">The hessian is <c>factor * p * (1 - p)</c>.</param>
    public void OfProbabilities(float[] probabilities, int[] labels, int number, float factor)
    {
        ParallelLoop.Run((labels.Length + Chunk - 1) / Chunk, _threads, chunk =>
        {
            int last = Math.Min(labels.Length, (chunk + 1) * Chunk);
            for (int i = chunk * Chunk; i < last; i++)
                Set(i, probabilities[i], labels[i] == number, factor);
        });
    }

    /// <summary>The derivatives, summed over rows in their order.</summary>
    public (double Gradient, double Hessian) SumOf(ReadOnlySpan<int> rows)
    {
        double gradient = 0, hessian = 0;
        foreach (int row in rows)
        {
            gradient += _gradients[row];
            hessian += _hessians[row];
        }
        return (gradient, hessian);
    }

    public double WeightOf(ReadOnlySpan<int> rows)
    {
        if (_weights is null)
            return rows.Length;
        double sum = 0;
        foreach (int row in rows)
            sum += _weights[row];
        return sum;
    }

    /// <summary>Adds a leaf's value to the scores of its rows.</summary>
    public void Move(ReadOnlySpan<int> rows, float value)
    {
        float[] scores = Scores;
        foreach (int row in rows)
            scores[row] += value;
    }

    private static void Sigmoid(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        int i = 0;
        for (; i <= scores.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> exp = Vector256.Exp(-Vector256.Create(scores[i..]));
            (Vector256<float>.One / (Vector256<float>.One + exp)).CopyTo(probabilities[i..]);
        }
        for (; i < scores.Length; i++)
            probabilities[i] = 1 / (1 + MathF.Exp(-scores[i]));
    }

    private void Set(int row, float probability, bool isClass, float factor)
    {
        float weight = _weights is null ? 1 : _weights[row];
        float gradient = weight * (isClass ? probability - 1 : probability);
        float hessian = weight * factor * probability * (1 - probability);
        _gradients[row] = gradient;
        _hessians[row] = hessian;
        Units[row] = GradientUnits.Pack(
            (int)MathF.Round(gradient * _gradientScale),
            (int)MathF.Round(hessian * _hessianScale));
    }
}
