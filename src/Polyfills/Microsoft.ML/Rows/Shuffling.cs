namespace Microsoft.ML.Data;

/// <summary>Random orders.</summary>
internal static class Shuffling
{
    public static int[] Permutation(Random rand, int count)
    {
        int[] permutation = [.. Enumerable.Range(0, count)];
        rand.Shuffle(permutation);
        return permutation;
    }
}
