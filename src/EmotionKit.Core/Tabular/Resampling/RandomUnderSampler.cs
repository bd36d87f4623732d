namespace EmotionKit.Tabular;

/// <summary>Keeps some of the rows, chosen at random, in their order.</summary>
public sealed record RandomUnderSampler : RowResampler
{
    /// <summary>How many rows each class keeps. Default as many as the minority has.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balanced;

    /// <summary>Whether a row may be chosen more than once. Default false.</summary>
    public bool Replacement { get; init; }

    /// <summary>Same seed, same rows. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate() => Strategy.Validate();

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        int[] remainders = Strategy.Remainders(samples, Name);
        var taken = new List<int>(remainders.Sum());
        for (int label = 0; label < remainders.Length; label++)
        {
            int[] rows = samples.RowsOf(label);
            if (remainders[label] == rows.Length)
            {
                taken.AddRange(rows);
                continue;
            }
            var random = DeterministicRandom.For(Seed, label);
            for (int i = 0; i < remainders[label]; i++)
            {
                // The first part of a shuffle.
                int chosen = Replacement ? random.Next(rows.Length) : i + random.Next(rows.Length - i);
                taken.Add(rows[chosen]);
                if (!Replacement)
                    (rows[i], rows[chosen]) = (rows[chosen], rows[i]);
            }
        }
        taken.Sort();
        return samples.Take([.. taken]);
    }
}
