namespace EmotionKit.Tabular;

/// <summary>Takes away rows whose nearest neighbours are of other classes (Wilson 1972).</summary>
/// <remarks>Distances are Euclidean on the features as they are: scale them first. Features must be finite.</remarks>
public sealed record EditedNearestNeighbours : RowResampler
{
    /// <summary>How many neighbours decide, 1 or more. Default 3.</summary>
    public int Neighbors { get; init; } = 3;

    /// <summary>Which rows stay. Default those whose neighbours are all of their class.</summary>
    public EditingRule Rule { get; init; } = EditingRule.All;

    /// <summary>Which classes' rows go. Default all but the minority's.</summary>
    public CleaningScope Scope { get; init; } = CleaningScope.NotMinority;

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.AtLeast(Neighbors, 1);
        Check.Defined(Rule);
        Check.Defined(Scope);
    }

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        bool[] mayGo = Cleaning.MayGo(samples, Scope, Name);
        samples.RequireFinite(Name);
        if (samples.Rows <= Neighbors)
            throw new ArgumentException($"{Name}: expected more rows than Neighbors, {Neighbors}, got {samples.Rows}.");
        int[] asked = [.. Enumerable.Range(0, samples.Rows).Where(row => mayGo[samples.Labels[row]])];
        Neighbors neighbors = NeighborSearch.Create(samples.Features, samples.Rows, samples.Columns).OfRows(asked, Neighbors, threads, cancellation);
        bool[] goes = new bool[samples.Rows];
        int[] votes = new int[samples.Classes];
        for (int i = 0; i < asked.Length; i++)
        {
            Array.Clear(votes);
            foreach (int neighbor in neighbors.Of(i))
                votes[samples.Labels[neighbor]]++;
            int own = samples.Labels[asked[i]];
            goes[asked[i]] = Rule == EditingRule.All ? votes[own] < Neighbors : Array.IndexOf(votes, votes.Max()) != own;
        }
        return Cleaning.Without(samples, goes, Name);
    }
}
