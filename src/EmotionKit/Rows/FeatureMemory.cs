using System.Runtime.InteropServices;

namespace EmotionKit.Rows;

/// <summary>A column's vectors of Single in memory.</summary>
/// <param name="Values">[row, slot]; not to be changed.</param>
/// <param name="Rows">By the position of a cursor that does not shuffle, the row of <paramref name="Values"/>; null where both are the same.</param>
internal sealed record FeatureMemory(float[] Values, int[]? Rows)
{
    public int PlaceOf(long position) => Rows is null ? (int)position : Rows[position];

    /// <summary>The places as an array, shared where they are all of <see cref="Rows"/>; empty where they are all rows in their order.</summary>
    /// <param name="places">Of some of the positions, ascending.</param>
    /// <param name="width">Values of a row.</param>
    public int[] PlacesOf(List<int> places, int width)
    {
        if (Rows is not null && Rows.Length == places.Count)
            return Rows;
        return Rows is null && Values.Length == (long)places.Count * width ? [] : [.. CollectionsMarshal.AsSpan(places)];
    }
}
