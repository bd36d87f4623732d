namespace EmotionKit.Signal;

/// <summary>On which axis the sides of the mel triangles are straight lines.</summary>
public enum TriangleScale
{
    /// <summary>Over frequency (librosa, torchaudio).</summary>
    Hertz,

    /// <summary>Over the mel scale (Kaldi, HTK).</summary>
    Mel,
}
