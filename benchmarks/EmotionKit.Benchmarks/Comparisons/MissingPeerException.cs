namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>A peer, or the data that a comparison needs, is not on this machine.</summary>
internal sealed class MissingPeerException(string message) : Exception(message);
