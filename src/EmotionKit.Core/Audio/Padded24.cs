using System.Buffers.Binary;

namespace EmotionKit.Audio;

/// <summary>
/// Finds how 24-bit samples lie in 32-bit words. The specification of WAVEFORMATEXTENSIBLE puts them at the top; writers also put them at
/// the bottom, sign-extended, or write floats of ±2^23 under the same header ("24.0 float" of Cool Edit), and no field tells which.
/// </summary>
internal static class Padded24
{
    private const int MinimumFloatExponent = 127 - 8;
    private const int MaximumFloatExponent = 127 + 25;

    /// <param name="data">The first samples, four bytes each.</param>
    public static PcmEncoding Detect(ReadOnlySpan<byte> data)
    {
        bool top = true, bottom = true, floats = true, silent = true;
        for (int at = 0; at + 4 <= data.Length; at += 4)
        {
            int word = BinaryPrimitives.ReadInt32LittleEndian(data[at..]);
            if (word == 0)
                continue;
            silent = false;
            int exponent = (word >> 23) & 0xFF;
            top &= (word & 0xFF) == 0;
            bottom &= word == word << 8 >> 8;
            floats &= exponent is >= MinimumFloatExponent and <= MaximumFloatExponent;
        }
        if (silent || (top && !floats))
            return PcmEncoding.S32LittleEndian;
        // Words that fit neither integer layout are floats, as FFmpeg reads all of these files.
        return bottom ? PcmEncoding.S24Low32LittleEndian : PcmEncoding.F24LittleEndian;
    }
}
