using EmotionKit.Trainers;

namespace EmotionKit.Credit;

/// <summary>
/// Of a stack whose last model is a logistic regression: each base model's contributions are carried to the log-odds (or probability) that the last model
/// reads, and weighed as it weighs them. The sum is exact; the split is exact too where a base model is additive in log-odds, as boosting is.
/// </summary>
internal sealed class StackingAttribution : Attribution
{
    private readonly Attribution[] _bases;
    private readonly BinaryLogisticRegressionTransformer _meta;
    private readonly StackingOptions _options;

    public StackingAttribution(StackingTransformer stack)
    {
        _bases = [.. stack.BaseModels.Select(AttributionOf.Model)];
        _meta = AttributionOf.Unwrapped(stack.MetaModel) as BinaryLogisticRegressionTransformer
            ?? throw new ArgumentException($"CreditExplainer: expected a stack whose last model is a logistic regression, got {stack.MetaModel.GetType().Name}.");
        _options = stack.Options;
    }

    public override int Columns => _bases[0].Columns;

    public override bool IsProbability => false;

    public override void Explain(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        contributions.Clear();
        starts.Fill(_meta.Model.Intercept);
        double[] own = new double[contributions.Length];
        double[] from = new double[starts.Length];
        ReadOnlySpan<double> weights = _meta.Model.Weights;
        for (int b = 0; b < _bases.Length; b++)
        {
            _bases[b].Explain(rows, own, from);
            Rescale(own, from, _bases[b].IsProbability ? OfProbability : logOdds => OfProbability(Probability(logOdds)));
            for (int i = 0; i < own.Length; i++)
                contributions[i] += weights[b] * own[i];
            for (int row = 0; row < from.Length; row++)
                starts[row] += weights[b] * from[row];
        }
        if (_options.PassThrough)
            AddFeatures(rows, contributions, starts);
    }

    private void AddFeatures(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        ReadOnlySpan<double> weights = _meta.Model.Weights[_bases.Length..];
        for (int row = 0; row < starts.Length; row++)
        {
            for (int j = 0; j < Columns; j++)
            {
                double mean = _meta.FeatureMeans[_bases.Length + j];
                starts[row] += weights[j] * mean;
                contributions[row * Columns + j] += weights[j] * (rows[row * Columns + j] - mean);
            }
        }
    }

    private double OfProbability(double probability) => MetaFeatures.Of(_options.MetaInput, Math.Clamp(probability, 0, 1));
}
