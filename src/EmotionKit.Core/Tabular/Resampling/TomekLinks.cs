namespace EmotionKit.Tabular;

/// <summary>Takes away rows of Tomek links: pairs of different classes that are each other's nearest neighbour (Tomek 1976).</summary>
/// <remarks>Distances are Euclidean on the features as they are: scale them first. Features must be finite.</remarks>
public sealed record TomekLinks : RowResampler
{
    /// <summary>Which classes' rows go. Default all but the minority's.</summary>
    public CleaningScope Scope { get; init; } = CleaningScope.NotMinority;

    /// <inheritdoc/>
    public override void Validate() => Check.Defined(Scope);

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        bool[] mayGo = Cleaning.MayGo(samples, Scope, Name);
        samples.RequireFinite(Name);
        int[] nearest = NeighborSearch.Create(samples.Features, samples.Rows, samples.Columns).OfAllRows(1, threads, cancellation).Rows;
        bool[] goes = new bool[samples.Rows];
        for (int row = 0; row < goes.Length; row++)
            goes[row] = mayGo[samples.Labels[row]] && samples.Labels[nearest[row]] != samples.Labels[row] && nearest[nearest[row]] == row;
        return Cleaning.Without(samples, goes, Name);
    }
}
