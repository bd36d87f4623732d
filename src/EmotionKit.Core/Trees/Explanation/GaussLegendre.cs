namespace EmotionKit.Trees;

/// <summary>Points and weights that integrate polynomials over [0, 1] exactly.</summary>
internal static class GaussLegendre
{
    /// <summary>Exact up to degree <c>2 * count - 1</c>.</summary>
    /// <param name="count">At least 1.</param>
    public static (double[] Points, double[] Weights) Rule(int count)
    {
        double[] points = new double[count], weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Newton's method on the Legendre polynomial, from its root's asymptotic place.
            double x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5)), slope = 1;
            for (int step = 0; step < 100; step++)
            {
                double before = 1, value = x;
                for (int degree = 2; degree <= count; degree++)
                    (before, value) = (value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree);
                slope = count * (x * value - before) / (x * x - 1);
                double change = value / slope;
                x -= change;
                if (Math.Abs(change) < 1e-15)
                    break;
            }
            points[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return (points, weights);
    }
}
