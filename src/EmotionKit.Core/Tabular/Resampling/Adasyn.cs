namespace EmotionKit.Tabular;

/// <summary>Adds rows as <see cref="Smote"/> does, the more from a row the more of its nearest neighbours are of other classes (He et al. 2008).</summary>
/// <remarks>Distances are Euclidean on the features as they are: scale them first. Features must be finite. Numbers per row are rounded, so a class may
/// get a few rows more or fewer than wanted.</remarks>
public sealed record Adasyn : RowResampler
{
    /// <summary>How many neighbours count, and are drawn towards, 1 or more. Default 5.</summary>
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
        if (samples.Rows <= Neighbors)
            throw new ArgumentException($"{Name}: expected more rows than Neighbors, {Neighbors}, got {samples.Rows}.");
        NeighborSearch all = NeighborSearch.Create(samples.Features, samples.Rows, samples.Columns);
        var synthesis = new Synthesis(samples);
        for (int label = 0; label < additions.Length; label++)
        {
            if (additions[label] == 0)
                continue;
            int[] rows = samples.RequireNeighbors(label, Neighbors, Name);
            int[] numbers = Numbers(samples, rows, all.OfRows(rows, Neighbors, threads, cancellation), additions[label]);
            Neighbors own = NeighborSearch.Create(samples.Gather(rows), rows.Length, samples.Columns).OfAllRows(Neighbors, threads, cancellation);
            var random = DeterministicRandom.For(Seed, label);
            for (int place = 0; place < rows.Length; place++)
            {
                for (int i = 0; i < numbers[place]; i++)
                    synthesis.Add(rows[place], rows[own.Of(place)[random.Next(Neighbors)]], random.NextDouble());
            }
        }
        return synthesis.Apply(threads, cancellation);
    }

    /// <summary>How many rows each row gives, by its share of neighbours in other classes.</summary>
    private int[] Numbers(SampleSet samples, int[] rows, Neighbors neighbors, int additions)
    {
        int[] others = new int[rows.Length];
        long sum = 0;
        for (int place = 0; place < rows.Length; place++)
        {
            foreach (int neighbor in neighbors.Of(place))
                others[place] += samples.Labels[neighbor] != samples.Labels[rows[place]] ? 1 : 0;
            sum += others[place];
        }
        if (sum == 0)
        {
            throw new ArgumentException(
                $"{Name}: class '{samples.ClassNames[samples.Labels[rows[0]]]}': expected rows with neighbours in other classes, got none among {rows.Length}: use Smote.");
        }
        return Array.ConvertAll(others, count => (int)Math.Round((double)count / sum * additions));
    }
}
