namespace EmotionKit.Tabular;

/// <summary>Repeats rows, chosen at random with replacement.</summary>
public sealed record RandomOverSampler : RowResampler
{
    /// <summary>How many rows each class gets. Default as many as the majority.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balanced;

    /// <summary>Same seed, same rows. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate() => Strategy.Validate();

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        int[] additions = Strategy.Additions(samples, Name);
        var taken = new List<int>(samples.Rows + additions.Sum());
        for (int row = 0; row < samples.Rows; row++)
            taken.Add(row);
        for (int label = 0; label < additions.Length; label++)
        {
            int[] rows = additions[label] > 0 ? samples.RowsOf(label) : [];
            var random = DeterministicRandom.For(Seed, label);
            for (int i = 0; i < additions[label]; i++)
                taken.Add(rows[random.Next(rows.Length)]);
        }
        return samples.Take([.. taken]);
    }
}
