namespace EmotionKit.Signal;

/// <summary>What lies before the first and behind the last sample of a clip whose frames are centred; as in <c>numpy.pad</c>.</summary>
public enum PadMode
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>NumPy's and librosa's name of <see cref="Zero"/>.</summary>
    Constant = Zero,

    /// <summary>The clip mirrored at its first and last sample, which are not repeated.</summary>
    Reflect,

    /// <summary>The first and the last sample.</summary>
    Edge,

    /// <summary>The clip mirrored beyond its first and last sample, which are repeated.</summary>
    Symmetric,
}
