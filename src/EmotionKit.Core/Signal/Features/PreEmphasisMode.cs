namespace EmotionKit.Signal;

/// <summary>Where <c>y[n] = x[n] - a x[n-1]</c> is applied.</summary>
public enum PreEmphasisMode
{
    /// <summary>On the whole clip; the sample before the first is extrapolated as in <c>librosa.effects.preemphasis</c>.</summary>
    Clip,

    /// <summary>In each frame before the window; its first sample becomes <c>(1 - a) x[0]</c> (HTK, Kaldi).</summary>
    Frame,
}
