namespace EmotionKit.Linear;

/// <summary>
/// A step that meets the strong Wolfe conditions, by bracketing and cubic interpolation (Nocedal and Wright 2006, algorithms 3.5 and
/// 3.6). Where rounding hides the decrease of the value, the approximate condition of Hager and Zhang (2005) on the slope stands in.
/// </summary>
internal readonly ref struct WolfeLineSearch(
    Objective objective, double[] point, double[] direction, double[] trial, double[] trialGradient, CancellationToken cancellation)
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const double Rounding = 1e-14;
    private const int MaxEvaluations = 40;

    private readonly record struct Probe(double Step, double Value, double Slope);

    /// <summary>Leaves the accepted point and its gradient in the trial buffers; false when no step was found.</summary>
    public bool Run(double value, double slope, double firstStep, out double newValue)
    {
        var start = new Probe(0, value, slope);
        Probe former = start;
        double step = firstStep;
        int evaluations = 0;
        while (evaluations < MaxEvaluations)
        {
            Probe probe = Evaluate(step);
            evaluations++;
            if (!double.IsFinite(probe.Value))
            {
                step = 0.5 * (former.Step + step);
                continue;
            }
            bool decreased = Decreased(start, probe);
            if (decreased && Math.Abs(probe.Slope) <= -Curvature * start.Slope)
            {
                newValue = probe.Value;
                return true;
            }
            if (!decreased || (former.Step > 0 && probe.Value >= former.Value))
                return Zoom(start, former, probe, evaluations, out newValue);
            if (probe.Slope >= 0)
                return Zoom(start, probe, former, evaluations, out newValue);
            former = probe;
            step *= 2;
        }
        newValue = value;
        return false;
    }

    private bool Zoom(Probe start, Probe low, Probe high, int evaluations, out double newValue)
    {
        while (evaluations < MaxEvaluations)
        {
            Probe probe = Evaluate(Interpolate(low, high));
            evaluations++;
            bool decreased = Decreased(start, probe);
            if (decreased && Math.Abs(probe.Slope) <= -Curvature * start.Slope)
            {
                newValue = probe.Value;
                return true;
            }
            if (!decreased || probe.Value >= low.Value)
            {
                high = probe;
            }
            else
            {
                if (probe.Slope * (high.Step - low.Step) >= 0)
                    high = low;
                low = probe;
            }
            if (Math.Abs(high.Step - low.Step) <= 1e-16 * Math.Max(1, Math.Abs(low.Step)))
                break;
        }
        newValue = start.Value;
        return false;
    }

    private static bool Decreased(Probe start, Probe probe) =>
        probe.Value <= start.Value + Decrease * probe.Step * start.Slope
        || (probe.Value <= start.Value + Rounding * Math.Abs(start.Value) && probe.Slope <= (2 * Decrease - 1) * start.Slope);

    private static double Interpolate(Probe low, Probe high)
    {
        double width = high.Step - low.Step;
        double d1 = low.Slope + high.Slope - 3 * (low.Value - high.Value) / (low.Step - high.Step);
        double square = d1 * d1 - low.Slope * high.Slope;
        double middle = low.Step + 0.5 * width;
        if (!(square >= 0))
            return middle;
        double d2 = Math.Sign(width) * Math.Sqrt(square);
        double step = high.Step - width * (high.Slope + d2 - d1) / (high.Slope - low.Slope + 2 * d2);
        double margin = 0.1 * Math.Abs(width);
        bool inside = step >= Math.Min(low.Step, high.Step) + margin && step <= Math.Max(low.Step, high.Step) - margin;
        return inside ? step : middle;
    }

    private Probe Evaluate(double step)
    {
        cancellation.ThrowIfCancellationRequested();
        point.CopyTo(trial, 0);
        VectorMath.AddScaled(step, direction, trial);
        double value = objective(trial, trialGradient);
        return new Probe(step, value, VectorMath.Dot(trialGradient, direction));
    }
}
