namespace EmotionKit.Scorecards;

/// <summary>Weights of evidence and information values of bins.</summary>
/// <param name="good">Good rows of all bins.</param>
/// <param name="bad">Bad rows of all bins.</param>
/// <param name="smoothing">Rows added to each side of a bin.</param>
internal sealed class Evidence(int good, int bad, double smoothing)
{
    public ScorecardBin Bin(BinGroup group) => new() { Rows = group.Rows, Bad = group.Bad, WeightOfEvidence = Weight(group.Rows, group.Bad) };

    public double Information(BinGroup group) => Information(group.Rows, group.Bad);

    public double InformationValue(IEnumerable<ScorecardBin> bins) => bins.Sum(bin => Information(bin.Rows, bin.Bad));

    /// <summary>What joining two groups loses.</summary>
    public double Loss(BinGroup a, BinGroup b) => Information(a) + Information(b) - Information(a.Rows + b.Rows, a.Bad + b.Bad);

    private double Information(int rows, int bads) => ((double)(rows - bads) / good - (double)bads / bad) * Weight(rows, bads);

    private double Weight(int rows, int bads) => Math.Log((rows - bads + smoothing) / good / ((bads + smoothing) / bad));
}
