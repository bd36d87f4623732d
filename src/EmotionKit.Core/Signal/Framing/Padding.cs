namespace EmotionKit.Signal.Framing;

/// <summary>Samples beyond the ends of a clip, as <c>numpy.pad</c> makes them however far they lie.</summary>
internal static class Padding
{
    /// <summary>Copies <paramref name="target"/>.Length samples from position <paramref name="start"/>, which may lie outside the clip.</summary>
    public static void Copy(ReadOnlySpan<float> samples, long start, PadMode mode, Span<float> target)
    {
        int before = (int)Math.Clamp(-start, 0, target.Length);
        int inside = (int)Math.Clamp(samples.Length - start - before, 0, target.Length - before);
        for (int i = 0; i < before; i++)
            target[i] = At(samples, start + i, mode);
        if (inside > 0)
            samples.Slice((int)(start + before), inside).CopyTo(target[before..]);
        for (int i = before + inside; i < target.Length; i++)
            target[i] = At(samples, start + i, mode);
    }

    private static float At(ReadOnlySpan<float> samples, long index, PadMode mode)
    {
        int length = samples.Length;
        switch (mode)
        {
            case PadMode.Edge:
                return samples[(int)Math.Clamp(index, 0, length - 1)];
            case PadMode.Reflect:
                if (length == 1)
                    return samples[0];
                long fold = Modulo(index, 2L * (length - 1));
                return samples[(int)(fold < length ? fold : 2L * (length - 1) - fold)];
            case PadMode.Symmetric:
                long mirrored = Modulo(index, 2L * length);
                return samples[(int)(mirrored < length ? mirrored : 2L * length - 1 - mirrored)];
            default:
                return index >= 0 && index < length ? samples[(int)index] : 0;
        }
    }

    private static long Modulo(long value, long modulus)
    {
        long rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
