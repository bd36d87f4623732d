namespace EmotionKit.Linear;

/// <summary>Value and gradient of a smooth function at a point.</summary>
internal delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>
/// Minimises a smooth function by limited-memory BFGS: Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5, with
/// the line search of <see cref="WolfeLineSearch"/>.
/// </summary>
internal sealed class Lbfgs
{
    private readonly int _history;
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _curvatures;
    private readonly double[] _alphas;
    private int _count;
    private int _next;

    public Lbfgs(int parameters, int history)
    {
        _history = history;
        _steps = Allocate(history, parameters);
        _changes = Allocate(history, parameters);
        _curvatures = new double[history];
        _alphas = new double[history];
    }

    /// <param name="Iterations">Iterations done.</param>
    /// <param name="Converged">Whether the gradient came below the tolerance.</param>
    /// <param name="Value">The function at the point found.</param>
    /// <param name="Gradient">Largest absolute component of the gradient there.</param>
    internal readonly record struct Outcome(int Iterations, bool Converged, double Value, double Gradient);

    /// <summary>Moves <paramref name="point"/> to a minimum.</summary>
    public Outcome Minimize(
        Objective objective, double[] point, double tolerance, int maxIterations, IProgress<OptimizerProgress>? progress, CancellationToken cancellation)
    {
        int n = point.Length;
        double[] gradient = new double[n];
        double[] direction = new double[n];
        double[] trial = new double[n];
        double[] trialGradient = new double[n];
        double value = objective(point, gradient);
        double largest = VectorMath.MaxAbs(gradient);
        int iteration = 0;
        bool restarted = false;
        while (largest > tolerance && iteration < maxIterations)
        {
            cancellation.ThrowIfCancellationRequested();
            Direction(gradient, direction);
            double slope = VectorMath.Dot(gradient, direction);
            double first = _count > 0 ? 1.0 : Math.Min(1.0, 1.0 / Math.Sqrt(VectorMath.Dot(gradient, gradient)));
            var search = new WolfeLineSearch(objective, point, direction, trial, trialGradient, cancellation);
            if (!(slope < 0) || !search.Run(value, slope, first, out double newValue))
            {
                // Rounding can spoil the curvature near the minimum: once more along the gradient, then give up.
                if (restarted || _count == 0)
                    break;
                _count = 0;
                restarted = true;
                continue;
            }
            Remember(point, gradient, trial, trialGradient);
            trial.CopyTo(point, 0);
            trialGradient.CopyTo(gradient, 0);
            value = newValue;
            largest = VectorMath.MaxAbs(gradient);
            restarted = false;
            iteration++;
            progress?.Report(new OptimizerProgress(iteration, maxIterations, value, largest));
        }
        return new Outcome(iteration, largest <= tolerance, value, largest);
    }

    private void Direction(double[] gradient, double[] direction)
    {
        for (int i = 0; i < gradient.Length; i++)
            direction[i] = -gradient[i];
        for (int back = 1; back <= _count; back++)
        {
            int h = (_next - back + _history) % _history;
            double alpha = _alphas[h] = VectorMath.Dot(_steps[h], direction) / _curvatures[h];
            VectorMath.AddScaled(-alpha, _changes[h], direction);
        }
        if (_count > 0)
        {
            int last = (_next - 1 + _history) % _history;
            double scale = _curvatures[last] / VectorMath.Dot(_changes[last], _changes[last]);
            for (int i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }
        for (int back = _count; back >= 1; back--)
        {
            int h = (_next - back + _history) % _history;
            double beta = VectorMath.Dot(_changes[h], direction) / _curvatures[h];
            VectorMath.AddScaled(_alphas[h] - beta, _steps[h], direction);
        }
    }

    private void Remember(double[] point, double[] gradient, double[] newPoint, double[] newGradient)
    {
        double[] step = _steps[_next];
        double[] change = _changes[_next];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = newPoint[i] - point[i];
            change[i] = newGradient[i] - gradient[i];
        }
        double curvature = VectorMath.Dot(step, change);
        if (!(curvature > 1e-16 * VectorMath.Dot(change, change)))
            return;
        _curvatures[_next] = curvature;
        _next = (_next + 1) % _history;
        _count = Math.Min(_count + 1, _history);
    }

    private static double[][] Allocate(int count, int length)
    {
        double[][] arrays = new double[count][];
        for (int i = 0; i < count; i++)
            arrays[i] = new double[length];
        return arrays;
    }
}
