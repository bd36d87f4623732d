namespace EmotionKit.Signal;

/// <summary>How the triangles of a mel filterbank are scaled.</summary>
public enum MelNorm
{
    /// <summary>Every triangle has its peak at 1.</summary>
    None,

    /// <summary>Every triangle has the area 1 (over Hz): weights are multiplied by 2 / (width in Hz).</summary>
    Slaney,
}
