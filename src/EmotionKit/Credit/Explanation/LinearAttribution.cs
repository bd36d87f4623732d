using EmotionKit.Trainers;

namespace EmotionKit.Credit;

/// <summary>Of a linear model: weight times the distance from the mean, which is the exact Shapley value for independent features.</summary>
internal sealed class LinearAttribution(BinaryLogisticRegressionTransformer transformer) : Attribution
{
    public override int Columns => transformer.Model.Columns;

    public override bool IsProbability => false;

    public override void Explain(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        ReadOnlySpan<double> weights = transformer.Model.Weights;
        for (int row = 0; row < starts.Length; row++)
        {
            starts[row] = transformer.Model.Intercept;
            for (int j = 0; j < weights.Length; j++)
            {
                double mean = transformer.FeatureMeans[j];
                starts[row] += weights[j] * mean;
                contributions[row * weights.Length + j] = weights[j] * (rows[row * weights.Length + j] - mean);
            }
        }
    }
}
