using EmotionKit.Trainers;

namespace EmotionKit.Credit;

/// <summary>Of a linear model: weight times the distance from the mean, which is the exact Shapley value for independent features.</summary>
internal sealed class LinearAttribution(BinaryLogisticRegressionTransformer transformer) : Attribution
{
    public override int Columns => transformer.Model.Columns;

    public override bool IsProbability => false;

    public override double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        ReadOnlySpan<double> weights = transformer.Model.Weights;
        double start = transformer.Model.Intercept;
        for (int j = 0; j < weights.Length; j++)
        {
            start += weights[j] * transformer.FeatureMeans[j];
            contributions[j] = weights[j] * (row[j] - transformer.FeatureMeans[j]);
        }
        return start;
    }
}
