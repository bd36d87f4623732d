namespace EmotionKit.Tabular;

/// <summary>Whose neighbours are searched.</summary>
/// <param name="Points">[row, column].</param>
/// <param name="Rows">The rows of <paramref name="Points"/> that are meant.</param>
/// <param name="AreOwnRows">Whether they are rows of the search itself, which are no neighbours of their own.</param>
internal sealed record NeighborQueries(float[] Points, int[] Rows, bool AreOwnRows)
{
    public ReadOnlySpan<float> Point(int place, int columns) => Points.AsSpan(Rows[place] * columns, columns);

    /// <summary>The row that is not to be found; -1 for none.</summary>
    public int Self(int place) => AreOwnRows ? Rows[place] : -1;
}
