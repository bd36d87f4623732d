using System.Globalization;
using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Groups of people by a number, such as their age: its values where they are few, else four ranges of about as many rows each.</summary>
internal static class NumberGroups
{
    private const int MostValues = 8;

    /// <param name="texts">The numbers, empty where they are missing.</param>
    /// <returns>The group of each row; empty where the number is missing.</returns>
    public static string[] Of(string[] texts)
    {
        if (texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Take(MostValues + 1).Count() <= MostValues)
            return texts;
        double[] values = Array.ConvertAll(texts, t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN);
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        double[] edges = [.. new[] { 0.25, 0.5, 0.75 }.Select(q => Quantiles.Of(sorted, q)).Distinct()];
        // Numbered, so that their order as text is that of the numbers.
        string[] names = [.. Enumerable.Range(0, edges.Length + 1).Select(i => i == 0 ? $"1: up to {Text(edges[0])}"
            : i == edges.Length ? $"{i + 1}: above {Text(edges[^1])}" : $"{i + 1}: {Text(edges[i - 1])} to {Text(edges[i])}")];
        return Array.ConvertAll(values, value => double.IsNaN(value) ? "" : names[edges.Count(edge => value > edge)]);
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
