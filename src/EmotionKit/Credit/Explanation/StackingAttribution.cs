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
        _meta = stack.MetaModel as BinaryLogisticRegressionTransformer
            ?? throw new ArgumentException($"CreditExplainer: expected a stack whose last model is a logistic regression, got {stack.MetaModel.GetType().Name}.");
        _options = stack.Options;
    }

    public override int Columns => _bases[0].Columns;

    public override bool IsProbability => false;

    public override double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        contributions.Clear();
        double[] own = new double[Columns];
        ReadOnlySpan<double> weights = _meta.Model.Weights;
        double start = _meta.Model.Intercept;
        for (int b = 0; b < _bases.Length; b++)
        {
            double from = _bases[b].Explain(row, own);
            from = Rescale(from, own, _bases[b].IsProbability ? OfProbability : OfLogOdds);
            start += weights[b] * from;
            for (int j = 0; j < own.Length; j++)
                contributions[j] += weights[b] * own[j];
        }
        for (int j = 0; _options.PassThrough && j < Columns; j++)
        {
            double mean = _meta.FeatureMeans[_bases.Length + j];
            start += weights[_bases.Length + j] * mean;
            contributions[j] += weights[_bases.Length + j] * (row[j] - mean);
        }
        return start;
    }

    private double OfProbability(double probability) => MetaFeatures.Of(_options.MetaInput, Math.Clamp(probability, 0, 1));

    private double OfLogOdds(double logOdds) => OfProbability(1 / (1 + Math.Exp(-logOdds)));
}
