using EmotionKit.Trainers;

namespace EmotionKit.Credit;

/// <summary>Of a soft vote: the members' contributions to their probabilities, averaged.</summary>
internal sealed class MeanAttribution : Attribution
{
    private readonly Attribution[] _members;
    private readonly double[] _shares;

    public MeanAttribution(VotingTransformer vote)
    {
        if (vote.Options.Kind != VotingKind.Soft)
            throw new ArgumentException("CreditExplainer: expected a soft vote; a count of votes has no contributions.");
        _members = [.. vote.Models.Select(AttributionOf.Model)];
        _shares = [.. vote.Shares];
    }

    public override int Columns => _members[0].Columns;

    public override bool IsProbability => true;

    public override double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        contributions.Clear();
        double[] own = new double[Columns];
        double start = 0;
        for (int m = 0; m < _members.Length; m++)
        {
            double from = _members[m].Explain(row, own);
            if (!_members[m].IsProbability)
                from = Rescale(from, own, v => 1 / (1 + Math.Exp(-v)));
            start += _shares[m] * from;
            for (int j = 0; j < own.Length; j++)
                contributions[j] += _shares[m] * own[j];
        }
        return start;
    }
}
