namespace EmotionKit.Signal;

/// <summary>Which samples a frame of <c>NFft</c> values is made of when the window is shorter.</summary>
public enum FrameAlignment
{
    /// <summary>A frame takes <c>NFft</c> samples, the window lies in its middle (librosa, <c>torch.stft</c>).</summary>
    Middle,

    /// <summary>A frame takes as many samples as the window; zeros behind fill it to <c>NFft</c> (Kaldi, HTK).</summary>
    Start,
}
