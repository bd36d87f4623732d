namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>EmotionKit and a peer on the same data.</summary>
/// <param name="Name">What is compared, and with whom.</param>
/// <param name="Target">Peer time over ours that is wanted; of other units, how far ours has to be above the peer's.</param>
/// <param name="Ours">Best seconds for one unit of work, or the value of another unit.</param>
/// <param name="Peer">The peer's best seconds for the same unit, or value.</param>
internal sealed record Comparison(string Name, double Target, Func<double> Ours, Func<double> Peer)
{
    public ComparisonUnit Unit { get; init; }
}
