using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>The layers of each <see cref="SequenceSummary"/>.</summary>
internal static class SequenceSummaries
{
    /// <param name="x">All frames; of <see cref="SequenceSummary.LastState"/> the state already.</param>
    /// <param name="summary">How.</param>
    public static NetworkNode Summarize(this NetworkNode x, SequenceSummary summary) => summary switch
    {
        SequenceSummary.Mean => x.GlobalPooling(PoolKind.Mean),
        SequenceSummary.Max => x.GlobalPooling(PoolKind.Max),
        SequenceSummary.Attention => x.AttentionPooling(),
        SequenceSummary.Joined => x.AttentionPooling(32).Concatenate(x.GlobalPooling()).Concatenate(x.GlobalPooling(PoolKind.Max)),
        _ => x,
    };
}
