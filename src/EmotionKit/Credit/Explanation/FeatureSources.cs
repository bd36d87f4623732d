using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Credit;

/// <summary>Finds the raw column that each slot of the features was made from.</summary>
internal static class FeatureSources
{
    /// <param name="slots">Names of the slots: of a column, or with a column's name before a point.</param>
    /// <param name="input">The raw columns.</param>
    /// <returns>For each slot the name of a raw column, or its own where none fits.</returns>
    public static string[] Of(IReadOnlyList<string> slots, DataViewSchema input)
    {
        string[] columns = [.. input.Where(c => !c.IsHidden).Select(c => c.Name).OrderByDescending(name => name.Length)];
        string[] sources = new string[slots.Count];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = Find(slots[i], columns);
        return sources;
    }

    private static string Find(string slot, string[] columns)
    {
        // Vectors put together once more carry the names of each step: "Features.Numbers.age".
        for (int start = 0; start >= 0; start = slot.IndexOf('.', start) is var point and >= 0 ? point + 1 : -1)
        {
            ReadOnlySpan<char> rest = slot.AsSpan(start);
            foreach (string column in columns)
            {
                if (rest.StartsWith(column, StringComparison.Ordinal) && (rest.Length == column.Length || rest[column.Length] == '.'))
                    return column;
            }
        }
        return slot;
    }
}
