using EmotionKit.Bundles;
using EmotionKit.Linear;

namespace EmotionKit.Trainers;

/// <summary>A coefficient table in a bundle: values and standard errors, from which the rest follows.</summary>
internal static class CoefficientEntry
{
    private const string EntryName = "coefficients.npy";

    public static void Save(ComponentWriter writer, IReadOnlyList<Coefficient>? coefficients)
    {
        if (coefficients is null)
            return;
        double[] pairs = new double[2 * coefficients.Count];
        for (int i = 0; i < coefficients.Count; i++)
            (pairs[2 * i], pairs[2 * i + 1]) = (coefficients[i].Value, coefficients[i].StandardError);
        writer.Array(EntryName, pairs, coefficients.Count, 2);
    }

    /// <summary>Null where none were saved.</summary>
    public static Coefficient[]? Load(ComponentReader reader, int contrasts, int columns)
    {
        if (!reader.HasEntry(EntryName))
            return null;
        int width = columns + 1;
        double[] pairs = reader.Array(EntryName, contrasts * width, 2).ToDoubles();
        var table = new Coefficient[contrasts * width];
        for (int i = 0; i < table.Length; i++)
            table[i] = CoefficientTable.Row(i, width, pairs[2 * i], pairs[2 * i + 1]);
        return table;
    }
}
