namespace EmotionKit.Calibration;

/// <summary>
/// Logistic regression of soft targets on one or two features, by Newton's method with backtracking (Lin, Lin and Weng 2007). A ridge of
/// 1e-10 of the total weight keeps separable data finite; elsewhere it moves the fit by less than 1e-8.
/// </summary>
internal sealed class CalibrationFit(int features)
{
    private const double Ridge = 1e-10;
    private const int MaxIterations = 200;

    private readonly List<(double First, double Second, double Target, double Weight)> _rows = [];
    private double _total;

    public void Add(double first, double second, double target, double weight)
    {
        if (weight == 0)
            return;
        _rows.Add((first, second, target, weight));
        _total += weight;
    }

    /// <summary>The two slopes (the second 0 for one feature) and the intercept.</summary>
    public (double First, double Second, double Intercept) Solve()
    {
        (double mean1, double unit1) = Moments(second: false);
        (double mean2, double unit2) = features > 1 ? Moments(second: true) : (0, 1);
        double[] beta = new double[3];
        double[] trial = new double[3];
        double value = Loss(beta, mean1, unit1, mean2, unit2);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double[] step = NewtonStep(beta, mean1, unit1, mean2, unit2, out double slope);
            double length = 1;
            double next = value;
            bool moved = false;
            for (int half = 0; half < 40 && !moved; half++, length *= 0.5)
            {
                for (int j = 0; j < 3; j++)
                    trial[j] = beta[j] - length * step[j];
                next = Loss(trial, mean1, unit1, mean2, unit2);
                moved = next <= value - 1e-4 * length * slope;
            }
            if (!moved || slope <= 1e-20 * _total)
                break;
            trial.CopyTo(beta, 0);
            value = next;
        }
        double first = beta[0] * unit1;
        double second = features > 1 ? beta[1] * unit2 : 0;
        return (first, second, beta[2] - first * mean1 - second * mean2);
    }

    private (double Mean, double Unit) Moments(bool second)
    {
        double mean = 0, square = 0;
        foreach ((double a, double b, _, double weight) in _rows)
            mean += weight * (second ? b : a) / _total;
        foreach ((double a, double b, _, double weight) in _rows)
            square += weight * Math.Pow((second ? b : a) - mean, 2) / _total;
        return (mean, square > 0 ? 1 / Math.Sqrt(square) : 0);
    }

    private double Loss(double[] beta, double mean1, double unit1, double mean2, double unit2)
    {
        double sum = 0.5 * Ridge * _total * (beta[0] * beta[0] + beta[1] * beta[1]);
        foreach ((double a, double b, double target, double weight) in _rows)
        {
            double z = beta[0] * (a - mean1) * unit1 + beta[2];
            if (features > 1)
                z += beta[1] * (b - mean2) * unit2;
            // ln(1 + e^z) - target z, without overflow.
            sum += weight * (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - target * z);
        }
        return sum;
    }

    private double[] NewtonStep(double[] beta, double mean1, double unit1, double mean2, double unit2, out double slope)
    {
        double ridge = Ridge * _total;
        double g0 = ridge * beta[0], g1 = ridge * beta[1], g2 = 0;
        double h00 = ridge, h01 = 0, h02 = 0, h11 = ridge, h12 = 0, h22 = 1e-12 * _total;
        foreach ((double a, double b, double target, double weight) in _rows)
        {
            double u = (a - mean1) * unit1;
            double v = features > 1 ? (b - mean2) * unit2 : 0;
            double p = 1 / (1 + Math.Exp(-(beta[0] * u + beta[1] * v + beta[2])));
            double residual = weight * (p - target);
            double curve = weight * p * (1 - p);
            g0 += residual * u;
            g1 += residual * v;
            g2 += residual;
            h00 += curve * u * u;
            h01 += curve * u * v;
            h02 += curve * u;
            h11 += curve * v * v;
            h12 += curve * v;
            h22 += curve;
        }
        double c00 = h11 * h22 - h12 * h12, c01 = h02 * h12 - h01 * h22, c02 = h01 * h12 - h02 * h11;
        double determinant = h00 * c00 + h01 * c01 + h02 * c02;
        double[] step =
        [
            (c00 * g0 + c01 * g1 + c02 * g2) / determinant,
            (c01 * g0 + (h00 * h22 - h02 * h02) * g1 + (h01 * h02 - h00 * h12) * g2) / determinant,
            (c02 * g0 + (h01 * h02 - h00 * h12) * g1 + (h00 * h11 - h01 * h01) * g2) / determinant,
        ];
        slope = g0 * step[0] + g1 * step[1] + g2 * step[2];
        return step;
    }
}
