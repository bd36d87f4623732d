namespace EmotionKit.Tabular;

/// <summary>Keeps the first of rows that have the same features and the same class.</summary>
/// <remarks>Missing values are equal to each other.</remarks>
public sealed record RemoveDuplicates : RowResampler
{
    /// <summary>Whether rows of the same features are duplicates whatever their classes. Default false.</summary>
    public bool IgnoreLabel { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
    }

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        var first = new HashSet<int>(new RowComparer(samples, IgnoreLabel));
        var kept = new List<int>(samples.Rows);
        for (int row = 0; row < samples.Rows; row++)
        {
            if (first.Add(row))
                kept.Add(row);
        }
        return kept.Count == samples.Rows ? samples : samples.Take([.. kept]);
    }

    private sealed class RowComparer(SampleSet samples, bool ignoreLabel) : IEqualityComparer<int>
    {
        public bool Equals(int a, int b)
        {
            if (!ignoreLabel && samples.Labels[a] != samples.Labels[b])
                return false;
            ReadOnlySpan<float> left = samples.Row(a), right = samples.Row(b);
            for (int j = 0; j < left.Length; j++)
            {
                if (!left[j].Equals(right[j]))
                    return false;
            }
            return true;
        }

        public int GetHashCode(int row)
        {
            var hash = default(HashCode);
            foreach (float value in samples.Row(row))
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
