using EmotionKit.Linear;

namespace EmotionKit.Neural;

/// <summary>First values of a network. Each parameter has its own stream of random numbers, so that a layer's values do not depend on the
/// others' sizes.</summary>
internal static class ParameterInitializer
{
    public static void Fill(ParameterLayout layout, ParameterValues values, long seed)
    {
        for (int i = 0; i < layout.Slots.Count; i++)
        {
            ParameterSlot slot = layout.Slots[i];
            var random = DeterministicRandom.For(seed, i);
            Fill(slot.Spec, values.Of(slot), ref random);
        }
    }

    private static void Fill(ParameterSpec spec, Span<float> values, ref DeterministicRandom random)
    {
        switch (spec.Start)
        {
            case ParameterStart.Zeros:
                values.Clear();
                break;
            case ParameterStart.Ones:
                values.Fill(1);
                break;
            case ParameterStart.GlorotUniform:
                Uniform(values, Math.Sqrt(6.0 / (spec.FanIn + spec.FanOut)), ref random);
                break;
            case ParameterStart.HeUniform:
                Uniform(values, Math.Sqrt(6.0 / spec.FanIn), ref random);
                break;
            case ParameterStart.FanInUniform:
                Uniform(values, 1 / Math.Sqrt(spec.FanIn), ref random);
                break;
            case ParameterStart.HeNormal:
                CutNormal(values, Math.Sqrt(2.0 / spec.FanIn), ref random);
                break;
            case ParameterStart.Orthogonal:
                Orthogonal(values, spec.Shape[0], spec.Shape[1], ref random);
                break;
            case ParameterStart.ForgetGateOnes:
                values.Clear();
                values.Slice(values.Length / 4, values.Length / 4).Fill(1);
                break;
            default:
                throw new InvalidOperationException($"There is no start {spec.Start}.");
        }
    }

    private static void Uniform(Span<float> values, double limit, ref DeterministicRandom random)
    {
        foreach (ref float value in values)
            value = (float)random.NextDouble(-limit, limit);
    }

    /// <summary>Normal numbers within two deviations, spread so that the deviation after the cut is the one asked for, as in Keras.</summary>
    private static void CutNormal(Span<float> values, double deviation, ref DeterministicRandom random)
    {
        const double DeviationOfCut = 0.87962566103423978;
        foreach (ref float value in values)
        {
            double z;
            do
                z = random.NextGaussian();
            while (Math.Abs(z) > 2);
            value = (float)(z * deviation / DeviationOfCut);
        }
    }

    /// <summary>Fills a wide matrix with square blocks, each orthogonal: Gram and Schmidt on normal numbers, twice for accuracy.</summary>
    private static void Orthogonal(Span<float> values, int size, int width, ref DeterministicRandom random)
    {
        double[] rows = new double[size * size];
        for (int block = 0; block < width / size; block++)
        {
            foreach (ref double value in rows.AsSpan())
                value = random.NextGaussian();
            for (int r = 0; r < size; r++)
            {
                Span<double> row = rows.AsSpan(r * size, size);
                for (int pass = 0; pass < 2; pass++)
                {
                    for (int former = 0; former < r; former++)
                    {
                        ReadOnlySpan<double> unit = rows.AsSpan(former * size, size);
                        VectorMath.AddScaled(-VectorMath.Dot(row, unit), unit, row);
                    }
                }
                double norm = Math.Sqrt(VectorMath.Dot(row, row));
                for (int c = 0; c < size; c++)
                {
                    row[c] /= norm;
                    values[r * width + block * size + c] = (float)row[c];
                }
            }
        }
    }
}
