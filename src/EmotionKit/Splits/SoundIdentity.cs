using EmotionKit.Audio;
using EmotionKit.Evaluation;

namespace EmotionKit.Splits;

/// <summary>
/// Finds files that hold the same recording though their bytes differ: the same rate and length, and a difference of the samples at
/// least 30 dB below them. Candidates come from a coarse energy contour, then the samples decide.
/// </summary>
internal static class SoundIdentity
{
    private const int Blocks = 32;
    private const double SameEnergyRatio = 1e-3;

    // If samples differ by 30 dB less than they are loud, no block's amplitude can differ by more than this share of the whole.
    private const double ContourTolerance = 0.04;

    public static void Join(string[] files, DisjointSets sets, CancellationToken cancellation)
    {
        var contours = new Contour?[files.Length];
        ParallelLoop.Run(files.Length, Execution.Threads, i => contours[i] = Contour.Of(files[i]), cancellation);
        int[] order = Enumerable.Range(0, files.Length).Where(i => contours[i] is not null).ToArray();
        Array.Sort(order, (a, b) => Compare(contours[a]!, contours[b]!, a, b));
        for (int i = 0; i < order.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Contour contour = contours[order[i]]!;
            for (int j = i + 1; j < order.Length && contour.MayReach(contours[order[j]]!); j++)
            {
                if (sets.Find(order[i]) != sets.Find(order[j]) && contour.IsNear(contours[order[j]]!) && SoundSame(files[order[i]], files[order[j]]))
                    sets.Union(order[i], order[j]);
            }
        }
    }

    private static int Compare(Contour a, Contour b, int fileA, int fileB)
    {
        int order = a.SampleRate.CompareTo(b.SampleRate);
        order = order != 0 ? order : a.Length.CompareTo(b.Length);
        order = order != 0 ? order : a.Amplitude.CompareTo(b.Amplitude);
        return order != 0 ? order : fileA.CompareTo(fileB);
    }

    private static bool SoundSame(string fileA, string fileB)
    {
        ReadOnlySpan<float> a = AudioLoader.Load(fileA).Samples;
        ReadOnlySpan<float> b = AudioLoader.Load(fileB).Samples;
        double energy = 0, difference = 0;
        for (int i = 0; i < a.Length; i++)
        {
            energy += (double)a[i] * a[i];
            difference += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        }
        return difference <= SameEnergyRatio * energy;
    }

    /// <summary>Root-mean-square amplitudes of equal parts of a clip.</summary>
    private sealed record Contour(int SampleRate, int Length, double Amplitude, float[] Parts)
    {
        public static Contour? Of(string file)
        {
            float[] samples = [];
            int length, rate;
            try
            {
                length = AudioLoader.Load(file, null, ref samples, out rate);
            }
            catch (Exception e) when (e is AudioFormatException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Left apart: whoever loads the clip gets the error, with its row.
                return null;
            }
            float[] parts = new float[Blocks];
            double total = 0;
            for (int part = 0; part < Blocks; part++)
            {
                double energy = 0;
                foreach (float sample in samples.AsSpan(0, length)[(int)((long)length * part / Blocks)..(int)((long)length * (part + 1) / Blocks)])
                    energy += (double)sample * sample;
                parts[part] = (float)Math.Sqrt(energy);
                total += energy;
            }
            return new Contour(rate, length, Math.Sqrt(total), parts);
        }

        /// <summary>Whether a contour that sorts behind this one can still be near.</summary>
        public bool MayReach(Contour later) =>
            later.SampleRate == SampleRate && later.Length == Length && later.Amplitude <= Amplitude * (1 + ContourTolerance);

        public bool IsNear(Contour other)
        {
            double limit = ContourTolerance * Math.Max(Amplitude, other.Amplitude);
            for (int i = 0; i < Parts.Length; i++)
            {
                if (Math.Abs(Parts[i] - other.Parts[i]) > limit)
                    return false;
            }
            return true;
        }
    }
}
