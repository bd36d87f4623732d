namespace EmotionKit.Linear;

/// <summary>
/// Minimises a smooth function plus an L1 penalty by accelerated proximal gradient steps (Beck and Teboulle 2009) that start afresh when the
/// momentum points uphill (O'Donoghue and Candes 2015). The step length is found by backtracking.
/// </summary>
internal static class ProximalGradient
{
    /// <param name="objective">The smooth part.</param>
    /// <param name="l1">Penalty of each parameter's absolute value.</param>
    /// <param name="point">Where to start; moved to the minimum.</param>
    /// <param name="tolerance">Ends when no component of the shortest subgradient is larger.</param>
    /// <param name="maxIterations">Iterations at most.</param>
    /// <param name="progress">Told after each iteration.</param>
    /// <param name="cancellation">Checked in each iteration.</param>
    public static Lbfgs.Outcome Minimize(
        Objective objective, double[] l1, double[] point, double tolerance, int maxIterations,
        IProgress<OptimizerProgress>? progress, CancellationToken cancellation)
    {
        int n = point.Length;
        double[] ahead = (double[])point.Clone();
        double[] gradient = new double[n];
        double[] next = new double[n];
        double[] nextGradient = new double[n];
        objective(ahead, gradient);
        double largest = Optimality(ahead, gradient, l1);
        double lipschitz = 1;
        double momentum = 1;
        int iteration = 0;
        while (largest > tolerance && iteration < maxIterations)
        {
            cancellation.ThrowIfCancellationRequested();
            double nextValue;
            while (true)
            {
                double square = 0;
                for (int j = 0; j < n; j++)
                {
                    double moved = ahead[j] - gradient[j] / lipschitz;
                    next[j] = Math.Sign(moved) * Math.Max(0, Math.Abs(moved) - l1[j] / lipschitz);
                    square += (next[j] - ahead[j]) * (next[j] - ahead[j]);
                }
                nextValue = objective(next, nextGradient);
                // Gradients tell the curvature along the step to more digits than values do (Becker, Candes and Grant 2011, section 5.3).
                double curve = 0;
                for (int j = 0; j < n; j++)
                    curve += (nextGradient[j] - gradient[j]) * (next[j] - ahead[j]);
                if (curve <= lipschitz * square || lipschitz > 1e12)
                    break;
                lipschitz *= 2;
            }
            iteration++;
            largest = Optimality(next, nextGradient, l1);
            double uphill = 0;
            for (int j = 0; j < n; j++)
                uphill += (ahead[j] - next[j]) * (next[j] - point[j]);
            double nextMomentum = uphill > 0 ? 1 : 0.5 * (1 + Math.Sqrt(1 + 4 * momentum * momentum));
            double share = uphill > 0 ? 0 : (momentum - 1) / nextMomentum;
            for (int j = 0; j < n; j++)
            {
                ahead[j] = next[j] + share * (next[j] - point[j]);
                point[j] = next[j];
            }
            momentum = nextMomentum;
            progress?.Report(new OptimizerProgress(iteration, maxIterations, nextValue + Penalty(next, l1), largest));
            if (largest > tolerance)
                objective(ahead, gradient);
            // Longer steps are tried again now and then: the curvature differs from place to place.
            lipschitz *= 0.95;
        }
        double final = objective(point, gradient);
        return new Lbfgs.Outcome(iteration, largest <= tolerance, final + Penalty(point, l1), largest);
    }

    private static double Optimality(double[] point, double[] gradient, double[] l1)
    {
        double largest = 0;
        for (int j = 0; j < point.Length; j++)
        {
            double component = point[j] != 0
                ? Math.Abs(gradient[j] + Math.Sign(point[j]) * l1[j])
                : Math.Max(0, Math.Abs(gradient[j]) - l1[j]);
            largest = Math.Max(largest, component);
        }
        return largest;
    }

    private static double Penalty(double[] point, double[] l1)
    {
        double sum = 0;
        for (int j = 0; j < point.Length; j++)
            sum += l1[j] * Math.Abs(point[j]);
        return sum;
    }
}
