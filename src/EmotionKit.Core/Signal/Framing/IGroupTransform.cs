using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>Power spectra of a group of frames; in single or in double precision.</summary>
internal unsafe interface IGroupTransform
{
    /// <summary>Writes one row per bin. Lanes from <paramref name="count"/> on are 0.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="length">Its length.</param>
    /// <param name="first">The frame in lane 0.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="power">Receives the rows.</param>
    /// <param name="energy">If not null, receives one row: the sum of squares before pre-emphasis and window.</param>
    /// <param name="limit">The widest vectors to use.</param>
    void Power(float* samples, int length, int first, int count, FrameScratch scratch, float* power, float* energy, SimdWidth limit);
}
