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

    public override void Explain(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        contributions.Clear();
        starts.Clear();
        double[] own = new double[contributions.Length];
        double[] from = new double[starts.Length];
        for (int m = 0; m < _members.Length; m++)
        {
            _members[m].Explain(rows, own, from);
            if (!_members[m].IsProbability)
                Rescale(own, from, Probability);
            for (int i = 0; i < own.Length; i++)
                contributions[i] += _shares[m] * own[i];
            for (int row = 0; row < from.Length; row++)
                starts[row] += _shares[m] * from[row];
        }
    }
}
