namespace EmotionKit.Signal;

/// <summary>Sets of options that give the numbers of a known tool.</summary>
public enum MfccPreset
{
    /// <summary><see cref="MfccOptions.Librosa"/>.</summary>
    Librosa,

    /// <summary><see cref="MfccOptions.Htk"/>.</summary>
    Htk,

    /// <summary><see cref="MfccOptions.Kaldi"/>.</summary>
    Kaldi,
}
