using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Signal;

/// <summary>Which frames of a clip are loud, decided with the very roundings of librosa 0.10 on NumPy 1.24.</summary>
/// <remarks>A frame at the threshold falls on one side or the other by its last bit. So squares, sums, mean, root and logarithm are in
/// single precision as there, the sum in NumPy's pairwise order, and the reference's logarithm alone in double precision. The levels'
/// logarithms are the nearest singles; NumPy's own depend on the machine in their last bits.</remarks>
internal static class FrameLevels
{
    /// <summary>librosa's amplitude_to_db floor, squared as there.</summary>
    private const double MinimumPower = 1e-5 * 1e-5;

    /// <summary>NumPy sums up to this many values straight, and halves what is longer.</summary>
    private const int PairwiseBlock = 128;

    /// <summary>Frames that librosa makes of a clip: centred, with zeros around the clip.</summary>
    public static int Count(int samples, TrimOptions options)
    {
        long padded = samples + 2L * (options.FrameLength / 2);
        return padded < options.FrameLength ? 0 : checked((int)((padded - options.FrameLength) / options.HopLength + 1));
    }

    /// <summary>Sets each of <see cref="Count"/> values to whether its frame is above the threshold.</summary>
    /// <exception cref="ArgumentException">A frame's level is not a finite number.</exception>
    public static void FindLoud(ReadOnlySpan<float> samples, TrimOptions options, Span<bool> loud)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(loud.Length);
        Span<float> levels = rented.AsSpan(0, loud.Length);
        try
        {
            RootMeanSquares(samples, options, levels);
            float maximum = 0;
            for (int i = 0; i < levels.Length; i++)
            {
                if (!float.IsFinite(levels[i]))
                {
                    throw new ArgumentException(
                        $"samples: expected finite numbers, but the frame around sample {(long)i * options.HopLength} has the level {levels[i]}; look for NaN or infinity in the recording.",
                        nameof(samples));
                }
                maximum = MathF.Max(maximum, levels[i]);
            }
            double reference = options.Reference is double set ? Math.Abs(set) : maximum;
            float offset = (float)(10 * Math.Log10(Math.Max(MinimumPower, reference * reference)));
            float threshold = (float)-options.TopDb;
            for (int i = 0; i < levels.Length; i++)
            {
                float power = MathF.Max((float)MinimumPower, levels[i] * levels[i]);
                loud[i] = 10 * (float)Math.Log10(power) - offset > threshold;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void RootMeanSquares(ReadOnlySpan<float> samples, TrimOptions options, Span<float> levels)
    {
        int lead = options.FrameLength / 2;
        float[] rented = ArrayPool<float>.Shared.Rent(checked(samples.Length + 2 * lead));
        Span<float> squares = rented.AsSpan(0, samples.Length + 2 * lead);
        squares[..lead].Clear();
        squares[(lead + samples.Length)..].Clear();
        for (int i = 0; i < samples.Length; i++)
            squares[lead + i] = samples[i] * samples[i];
        for (int i = 0; i < levels.Length; i++)
        {
            float sum = PairwiseSum(squares.Slice((int)((long)i * options.HopLength), options.FrameLength));
            levels[i] = MathF.Sqrt(sum / options.FrameLength);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The sum in the order in which NumPy adds contiguous single-precision values.</summary>
    internal static float PairwiseSum(ReadOnlySpan<float> values)
    {
        if (values.Length > PairwiseBlock)
        {
            int half = values.Length / 2;
            half -= half % 8;
            return PairwiseSum(values[..half]) + PairwiseSum(values[half..]);
        }
        float sum = 0;
        int i = 0;
        if (values.Length >= 8)
        {
            ref float start = ref MemoryMarshal.GetReference(values);
            Vector256<float> sums = Vector256.LoadUnsafe(ref start);
            for (i = 8; i + 8 <= values.Length; i += 8)
                sums += Vector256.LoadUnsafe(ref start, (nuint)i);
            sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        }
        for (; i < values.Length; i++)
            sum += values[i];
        return sum;
    }
}
