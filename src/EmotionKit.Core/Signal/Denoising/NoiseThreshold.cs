using System.Buffers;
using EmotionKit.Signal.ShortTime;

namespace EmotionKit.Signal;

/// <summary>The amplitude of every bin above which it is signal: 10^(x / 20) of mean plus some standard deviations of the noise's level in dB.</summary>
internal static class NoiseThreshold
{
    /// <summary>Levels this far below a bin's highest count as this far below it, as in noisereduce.</summary>
    private const double DynamicRange = 80;

    /// <summary>Added to every amplitude, as in noisereduce: the level of digital silence.</summary>
    public const double Floor = 2.220446049250313e-16;

    /// <summary>From fewer frames nothing is known about the noise: every bin is signal.</summary>
    private const int MinimumFrames = 4;

    /// <summary>Sets <see cref="SpectralGateScratch.Threshold"/>.</summary>
    /// <param name="noise">Where to measure.</param>
    /// <param name="quietestPart">Part of its frames that counts, the quietest ones.</param>
    /// <param name="deviations">Standard deviations above the mean.</param>
    /// <param name="scratch">Holds the result.</param>
    public static void Measure(ReadOnlySpan<float> noise, double quietestPart, double deviations, SpectralGateScratch scratch)
    {
        ShortTimeFourier fourier = scratch.Fourier;
        int count = fourier.FrameCount(noise.Length);
        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        Span<double> energies = rented.AsSpan(0, count);
        double loudest = FindQuietest(noise, quietestPart, fourier, energies, rented.AsSpan(count, count));
        if (loudest > 0)
            Measure(noise, energies, loudest, deviations, scratch);
        else
            scratch.Threshold.AsSpan().Clear();
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The energy of every frame, and of the loudest that counts; 0 where too few are not silent.</summary>
    private static double FindQuietest(
        ReadOnlySpan<float> noise, double part, ShortTimeFourier fourier, Span<double> energies, Span<double> sorted)
    {
        int sounding = 0;
        for (int frame = 0; frame < energies.Length; frame++)
        {
            energies[frame] = fourier.Energy(noise, frame);
            if (energies[frame] > 0)
                sorted[sounding++] = energies[frame];
        }
        if (sounding < MinimumFrames)
            return 0;
        sorted = sorted[..sounding];
        sorted.Sort();
        return sorted[Math.Max(MinimumFrames, (int)Math.Ceiling(part * sounding)) - 1];
    }

    private static void Measure(ReadOnlySpan<float> noise, ReadOnlySpan<double> energies, double loudest, double deviations, SpectralGateScratch scratch)
    {
        Span<float> re = scratch.Re(0), im = scratch.Im(0);
        Span<double> highest = scratch.Highest, mean = scratch.Threshold, squares = scratch.Squares;
        highest.Clear();
        mean.Clear();
        squares.Clear();
        int frames = 0;
        for (int frame = 0; frame < energies.Length; frame++)
        {
            if (energies[frame] == 0 || energies[frame] > loudest)
                continue;
            frames++;
            scratch.Fourier.Analyze(noise, frame, scratch.Frame, re, im);
            for (int i = 0; i < highest.Length; i++)
                highest[i] = Math.Max(highest[i], (double)re[i] * re[i] + (double)im[i] * im[i]);
        }
        for (int i = 0; i < highest.Length; i++)
            highest[i] = Level(highest[i]);
        for (int frame = 0; frame < energies.Length; frame++)
        {
            if (energies[frame] == 0 || energies[frame] > loudest)
                continue;
            scratch.Fourier.Analyze(noise, frame, scratch.Frame, re, im);
            for (int i = 0; i < mean.Length; i++)
            {
                // Relative to the highest, which keeps the variance from cancelling.
                double level = Math.Max(Level((double)re[i] * re[i] + (double)im[i] * im[i]) - highest[i], -DynamicRange);
                mean[i] += level;
                squares[i] += level * level;
            }
        }
        for (int i = 0; i < mean.Length; i++)
        {
            double average = mean[i] / frames;
            double deviation = Math.Sqrt(Math.Max(0, squares[i] / frames - average * average));
            mean[i] = Math.Pow(10, (highest[i] + average + deviations * deviation) / 20);
        }
    }

    private static double Level(double power) => 20 * Math.Log10(Math.Sqrt(power) + Floor);
}
