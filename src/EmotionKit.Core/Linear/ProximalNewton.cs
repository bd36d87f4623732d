namespace EmotionKit.Linear;

/// <summary>
/// Minimises log loss plus L2 and L1 penalties by Newton's method: each step minimises the quadratic model with the penalties, by Cholesky
/// where there is no L1 penalty and by coordinate descent where there is (Lee, Sun and Saunders 2014; Friedman, Hastie and Tibshirani 2010).
/// </summary>
/// <param name="curvature">The log loss of two classes.</param>
/// <param name="l2">Penalty per parameter, 0 for the intercept.</param>
/// <param name="l1">Likewise.</param>
/// <param name="total">Sum of the row weights, which the tolerance counts by.</param>
internal sealed class ProximalNewton(LogisticCurvature curvature, double[] l2, double[] l1, double total)
{
    private const int MaxSweeps = 10_000;
    private const int MaxHalvings = 50;

    private readonly bool _smooth = Array.TrueForAll(l1, v => v == 0);

    /// <summary>Moves <paramref name="point"/> to the minimum.</summary>
    public Lbfgs.Outcome Minimize(
        double[] point, double tolerance, int maxIterations, IProgress<OptimizerProgress>? progress, CancellationToken cancellation)
    {
        int n = point.Length;
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        double[] trial = new double[n];
        double value = Evaluate(point, gradient, hessian);
        double largest = Optimality(point, gradient);
        int iteration = 0;
        while (largest > tolerance && iteration < maxIterations)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] target = _smooth ? Solved(point, gradient, hessian) : Descended(point, gradient, hessian);
            double decrease = Penalty1(target) - Penalty1(point);
            for (int j = 0; j < n; j++)
                decrease += gradient[j] * (target[j] - point[j]);
            // What is promised may be too little to be seen in the value: then the subgradient decides.
            bool visible = decrease < -1e-12 * Math.Abs(value);
            if (!visible)
                target.CopyTo(trial, 0);
            else if (!Step(point, target, trial, value, decrease))
                break;
            double nextValue = Evaluate(trial, gradient, hessian);
            double nextLargest = Optimality(trial, gradient);
            if (!visible && !(nextLargest < largest))
                break;
            trial.CopyTo(point, 0);
            (value, largest) = (nextValue, nextLargest);
            iteration++;
            progress?.Report(new OptimizerProgress(iteration, maxIterations, value / total, largest));
        }
        return new Lbfgs.Outcome(iteration, largest <= tolerance, value / total, largest);
    }

    private double Evaluate(double[] point, double[] gradient, double[] hessian)
    {
        int n = point.Length;
        double value = curvature.Evaluate(point, gradient, hessian) + Penalty1(point) + Penalty2(point);
        for (int j = 0; j < n; j++)
        {
            gradient[j] += l2[j] * point[j];
            hessian[j * n + j] += l2[j];
        }
        return value;
    }

    /// <summary>Backtracks until the value falls by a share of what the model promises.</summary>
    private bool Step(double[] point, double[] target, double[] trial, double value, double decrease)
    {
        double length = 1;
        for (int half = 0; half < MaxHalvings; half++, length *= 0.5)
        {
            for (int j = 0; j < point.Length; j++)
                trial[j] = length == 1 ? target[j] : point[j] + length * (target[j] - point[j]);
            double next = curvature.Loss(trial) + Penalty1(trial) + Penalty2(trial);
            if (next <= value + 1e-4 * length * decrease)
                return true;
        }
        return false;
    }

    private static double[] Solved(double[] point, double[] gradient, double[] hessian)
    {
        int n = point.Length;
        double[] factor = new double[hessian.Length];
        double trace = 0;
        for (int j = 0; j < n; j++)
            trace = Math.Max(trace, hessian[j * n + j]);
        for (double ridge = 0; ; ridge = Math.Max(1e-14 * trace + double.Epsilon, 100 * ridge))
        {
            hessian.CopyTo(factor, 0);
            for (int j = 0; j < n; j++)
                factor[j * n + j] += ridge;
            // A column that others make up, or rows that are told apart without error, leave the matrix singular.
            if (Cholesky.TryFactor(factor, n) || ridge > trace)
                break;
        }
        double[] step = (double[])gradient.Clone();
        Cholesky.Solve(factor, n, step);
        double[] target = new double[n];
        for (int j = 0; j < n; j++)
            target[j] = point[j] - step[j];
        return target;
    }

    private double[] Descended(double[] point, double[] gradient, double[] hessian)
    {
        int n = point.Length;
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++)
                hessian[k * n + j] = hessian[j * n + k];
        }
        double[] target = (double[])point.Clone();
        double[] slope = (double[])gradient.Clone();
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            double largest = 0;
            for (int j = 0; j < n; j++)
            {
                double curve = hessian[j * n + j];
                if (!(curve > 0))
                    continue;
                double best = SoftThreshold(target[j] - slope[j] / curve, l1[j] / curve);
                double change = best - target[j];
                if (change == 0)
                    continue;
                target[j] = best;
                VectorMath.AddScaled(change, hessian.AsSpan(j * n, n), slope);
                largest = Math.Max(largest, change * change * curve);
            }
            if (largest <= 1e-26 * total)
                break;
        }
        return target;
    }

    /// <summary>The largest component of the shortest subgradient, per unit of row weight.</summary>
    private double Optimality(double[] point, double[] gradient)
    {
        double largest = 0;
        for (int j = 0; j < point.Length; j++)
        {
            double component = point[j] != 0
                ? Math.Abs(gradient[j] + Math.Sign(point[j]) * l1[j])
                : Math.Max(0, Math.Abs(gradient[j]) - l1[j]);
            largest = Math.Max(largest, component);
        }
        return largest / total;
    }

    private double Penalty1(double[] point)
    {
        double sum = 0;
        for (int j = 0; j < point.Length; j++)
            sum += l1[j] * Math.Abs(point[j]);
        return sum;
    }

    private double Penalty2(double[] point)
    {
        double sum = 0;
        for (int j = 0; j < point.Length; j++)
            sum += 0.5 * l2[j] * point[j] * point[j];
        return sum;
    }

    private static double SoftThreshold(double value, double threshold) =>
        Math.Sign(value) * Math.Max(0, Math.Abs(value) - threshold);
}
