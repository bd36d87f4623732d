namespace EmotionKit.Tabular;

/// <summary>Adds rows as <see cref="Smote"/> does, but begins only from rows in danger: those of whose nearest neighbours at least half, but not all, are of
/// other classes (Han, Wang and Mao 2005).</summary>
/// <remarks>Distances are Euclidean on the features as they are: scale them first. Features must be finite.</remarks>
public sealed record BorderlineSmote : RowResampler
{
    /// <summary>What rows are drawn towards. Default <see cref="BorderlineKind.Borderline1"/>.</summary>
    public BorderlineKind Kind { get; init; } = BorderlineKind.Borderline1;

    /// <summary>How many neighbours a row is drawn towards, 1 or more. Default 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>How many neighbours, of all classes, tell whether a row is in danger, 1 or more. Default 10.</summary>
    public int BorderNeighbors { get; init; } = 10;

    /// <summary>How many rows each class gets. Default as many as the majority.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Balanced;

    /// <summary>Same seed, same rows. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.Defined(Kind);
        Check.AtLeast(Neighbors, 1);
        Check.AtLeast(BorderNeighbors, 1);
        Strategy.Validate();
    }

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        int[] additions = Strategy.Additions(samples, Name);
        samples.RequireFinite(Name);
        if (samples.Rows <= BorderNeighbors)
            throw new ArgumentException($"{Name}: expected more rows than BorderNeighbors, {BorderNeighbors}, got {samples.Rows}.");
        NeighborSearch all = NeighborSearch.Create(samples.Features, samples.Rows, samples.Columns);
        var synthesis = new Synthesis(samples);
        for (int label = 0; label < additions.Length; label++)
        {
            if (additions[label] == 0)
                continue;
            int[] rows = samples.RequireNeighbors(label, Neighbors, Name);
            int[] danger = InDanger(samples, rows, all.OfRows(rows, BorderNeighbors, threads, cancellation));
            if (danger.Length == 0)
            {
                throw new ArgumentException(
                    $"{Name}: class '{samples.ClassNames[label]}': expected rows with at least half, but not all, of their {BorderNeighbors} neighbours in other classes, got none among {rows.Length}: use Smote.");
            }
            Neighbors own = NeighborSearch.Create(samples.Gather(rows), rows.Length, samples.Columns).OfRows(danger, Neighbors, threads, cancellation);
            int[] origins = Array.ConvertAll(danger, place => rows[place]);
            var random = DeterministicRandom.For(Seed, label);
            if (Kind == BorderlineKind.Borderline1)
            {
                synthesis.Draw(additions[label], origins, own, rows, 1, ref random);
                continue;
            }
            int half = additions[label] / 2;
            synthesis.Draw(additions[label] - half, origins, own, rows, 1, ref random);
            DrawTowardsOthers(samples, synthesis, label, origins, half, threads, ref random, cancellation);
        }
        return synthesis.Apply(threads, cancellation);
    }

    private void DrawTowardsOthers(
        SampleSet samples, Synthesis synthesis, int label, int[] origins, int count, int threads, ref DeterministicRandom random, CancellationToken cancellation)
    {
        int[] others = [.. Enumerable.Range(0, samples.Rows).Where(row => samples.Labels[row] != label)];
        if (others.Length < Neighbors)
            throw new ArgumentException($"{Name}: expected at least {Neighbors} rows of other classes than '{samples.ClassNames[label]}', got {others.Length}: lower Neighbors.");
        Neighbors nearest = NeighborSearch.Create(samples.Gather(others), others.Length, samples.Columns)
            .OfPoints(samples.Gather(origins), origins.Length, Neighbors, threads, cancellation);
        synthesis.Draw(count, origins, nearest, others, 0.5, ref random);
    }

    private static int[] InDanger(SampleSet samples, int[] rows, Neighbors neighbors)
    {
        var danger = new List<int>();
        for (int place = 0; place < rows.Length; place++)
        {
            int others = 0;
            foreach (int neighbor in neighbors.Of(place))
                others += samples.Labels[neighbor] != samples.Labels[rows[place]] ? 1 : 0;
            if (2 * others >= neighbors.K && others < neighbors.K)
                danger.Add(place);
        }
        return [.. danger];
    }
}
