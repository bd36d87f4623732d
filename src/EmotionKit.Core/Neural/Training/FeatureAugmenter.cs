using System.Buffers;
using EmotionKit.Numerics;

namespace EmotionKit.Neural;

/// <summary>Changes one row as <see cref="FeatureAugmentation"/> says.</summary>
internal static class FeatureAugmenter
{
    /// <summary>The changed row.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="shape">Of rows; the first axis may be variable.</param>
    /// <param name="row">Left as it is.</param>
    /// <param name="seed">Of this row and epoch.</param>
    /// <param name="result">Grown as needed; its first values, as many as are returned, are the changed row.</param>
    /// <param name="padding">What frames after a row's end hold; new ones hold it too.</param>
    /// <returns>Values of the changed row; as many as before unless time is variable.</returns>
    public static int Apply(FeatureAugmentation options, Shape shape, ReadOnlySpan<float> row, long seed, ref float[] result, float padding = 0)
    {
        var random = new DeterministicRandom(seed);
        bool changes = random.NextDouble() < options.Probability;
        if (shape.Rank == 1 || !changes)
        {
            Reserve(ref result, row.Length);
            row.CopyTo(result);
            if (changes)
                AddNoise(options, result.AsSpan(0, row.Length), ref random);
            return row.Length;
        }
        int width = (int)shape.Tail().Size;
        int frames = ActiveFrames(row, width, padding);
        int played = options.Speed > 0 ? Math.Max(1, (int)Math.Round(frames / random.NextDouble(1 - options.Speed, 1 + options.Speed))) : frames;
        int total = shape.HasVariable ? Math.Min(played, Shape.MaxSize) : row.Length / width;
        Reserve(ref result, total * width);
        Span<float> changed = result.AsSpan(0, total * width);
        Resample(row[..(frames * width)], width, frames, played, changed, padding);
        int active = Math.Min(played, total);
        if (options.ShiftFrames > 0)
            active = Shift(options, changed, width, active, padding, ref random);
        if (options.BinShift > 0)
            ShiftBins(options, changed[..(active * width)], shape[1], width / shape[1], ref random);
        AddNoise(options, changed[..(active * width)], ref random);
        MaskTime(options, changed, width, active, ref random);
        MaskBins(options, changed, shape[1], width / shape[1], active, ref random);
        return changed.Length;
    }

    /// <summary>Frames before the padding at the end, at least 1.</summary>
    private static int ActiveFrames(ReadOnlySpan<float> row, int width, float padding) => Math.Max(1, (row.LastIndexOfAnyExcept(padding) + width) / width);

    private static void Resample(ReadOnlySpan<float> from, int width, int frames, int played, Span<float> to, float padding)
    {
        int count = Math.Min(played, to.Length / width);
        to[(count * width)..].Fill(padding);
        if (frames == played)
        {
            from[..(count * width)].CopyTo(to);
            return;
        }
        double step = played > 1 ? (frames - 1.0) / (played - 1) : 0;
        for (int f = 0; f < count; f++)
        {
            double at = f * step;
            int left = Math.Min((int)at, frames - 1), right = Math.Min(left + 1, frames - 1);
            float share = (float)(at - left);
            for (int c = 0; c < width; c++)
                to[f * width + c] = from[left * width + c] + share * (from[right * width + c] - from[left * width + c]);
        }
    }

    /// <summary>Returns the frames before the padding after the shift.</summary>
    private static int Shift(FeatureAugmentation options, Span<float> row, int width, int active, float padding, ref DeterministicRandom random)
    {
        int total = row.Length / width;
        int by = random.Next(2 * options.ShiftFrames + 1) - options.ShiftFrames;
        if (options.Roll)
        {
            Span<float> whole = row[..(active * width)];
            Rotate(whole, (by % active + active) % active * width);
            return active;
        }
        if (by >= 0)
        {
            by = Math.Min(by, total - 1);
            row[..^(by * width)].CopyTo(row[(by * width)..]);
            row[..(by * width)].Fill(padding);
            return Math.Min(total, active + by);
        }
        by = Math.Min(-by, active - 1);
        row[(by * width)..].CopyTo(row);
        row[^(by * width)..].Fill(padding);
        return active - by;
    }

    /// <summary>Bins at the ends are repeated.</summary>
    private static void ShiftBins(FeatureAugmentation options, Span<float> frames, int bins, int channels, ref DeterministicRandom random)
    {
        double by = random.NextDouble(-options.BinShift, options.BinShift);
        int moved = options.ShiftedBins == 0 ? bins : Math.Min(options.ShiftedBins, bins);
        float[] before = ArrayPool<float>.Shared.Rent(moved * channels);
        for (int start = 0; start < frames.Length; start += bins * channels)
        {
            frames.Slice(start, moved * channels).CopyTo(before);
            for (int b = 0; b < moved; b++)
            {
                double at = Math.Clamp(b + by, 0, moved - 1);
                int left = (int)at, right = Math.Min(left + 1, moved - 1);
                float share = (float)(at - left);
                for (int c = 0; c < channels; c++)
                    frames[start + b * channels + c] = before[left * channels + c] + share * (before[right * channels + c] - before[left * channels + c]);
            }
        }
        ArrayPool<float>.Shared.Return(before);
    }

    private static void Rotate(Span<float> values, int by)
    {
        values.Reverse();
        values[..by].Reverse();
        values[by..].Reverse();
    }

    private static void AddNoise(FeatureAugmentation options, Span<float> values, ref DeterministicRandom random)
    {
        if (options.Noise == 0)
            return;
        double deviation = random.NextDouble(0, options.Noise);
        foreach (ref float value in values)
            value += (float)(deviation * random.NextGaussian());
    }

    private static void MaskTime(FeatureAugmentation options, Span<float> row, int width, int active, ref DeterministicRandom random)
    {
        for (int m = 0; m < options.TimeMasks; m++)
        {
            int length = random.Next(Math.Min(options.TimeMaskFrames, active) + 1);
            int start = random.Next(active - length + 1);
            row.Slice(start * width, length * width).Fill(options.MaskValue);
        }
    }

    private static void MaskBins(FeatureAugmentation options, Span<float> row, int bins, int channels, int active, ref DeterministicRandom random)
    {
        for (int m = 0; m < options.FrequencyMasks; m++)
        {
            int count = random.Next(Math.Min(options.FrequencyMaskBins, bins) + 1);
            int start = random.Next(bins - count + 1);
            for (int f = 0; f < active; f++)
                row.Slice((f * bins + start) * channels, count * channels).Fill(options.MaskValue);
        }
    }

    private static void Reserve(ref float[] values, int length)
    {
        if (values.Length < length)
            values = new float[length + length / 4];
    }
}
