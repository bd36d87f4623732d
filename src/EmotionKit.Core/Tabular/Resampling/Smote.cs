namespace EmotionKit.Tabular;

/// <summary>Adds rows on the segments between a row and one of its nearest neighbours of the same class (Chawla et al. 2002).</summary>
/// <remarks>Distances are Euclidean on the features as they are: scale them first. Features must be finite.</remarks>
public sealed record Smote : RowResampler
{
    /// <summary>How many neighbours a row is drawn towards, 1 or more. Default 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>How many rows each class gets. Default as many as the majority.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balanced;

    /// <summary>Same seed, same rows. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.AtLeast(Neighbors, 1);
        Strategy.Validate();
    }

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        int[] additions = Strategy.Additions(samples, Name);
        samples.RequireFinite(Name);
        var synthesis = new Synthesis(samples);
        for (int label = 0; label < additions.Length; label++)
        {
            if (additions[label] == 0)
                continue;
            int[] rows = samples.RequireNeighbors(label, Neighbors, Name);
            Neighbors neighbors = NeighborSearch.Create(samples.Gather(rows), rows.Length, samples.Columns).OfAllRows(Neighbors, threads, cancellation);
            var random = DeterministicRandom.For(Seed, label);
            synthesis.Draw(additions[label], rows, neighbors, rows, 1, ref random);
        }
        return synthesis.Apply(threads, cancellation);
    }
}
