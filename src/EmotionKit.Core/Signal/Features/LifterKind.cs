namespace EmotionKit.Signal;

/// <summary>The weight of cepstral coefficient k (from 0) under a lifter of L.</summary>
public enum LifterKind
{
    /// <summary><c>1 + L/2 sin(pi (k + 1) / L)</c>, as <c>librosa.feature.mfcc</c>.</summary>
    Librosa,

    /// <summary><c>1 + L/2 sin(pi k / L)</c>, as HTK and Kaldi; coefficient 0 keeps its value.</summary>
    Htk,
}
