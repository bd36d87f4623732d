using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Finds out at which rate a column of samples is: from what the user said, or from the column's annotation.</summary>
internal static class SampleRate
{
    /// <exception cref="ArgumentException">Neither is there, or they differ.</exception>
    public static int Of(DataViewSchema.Column column, int? said, string component)
    {
        int? annotated = ColumnAnnotations.Find<int>(column, ColumnAnnotations.SampleRate);
        if (said is { } a && annotated is { } b && a != b)
            throw new ArgumentException($"{component}: column '{column.Name}' is sampled at {b} Hz, but {a} Hz was given. Leave sampleRate out, or load at {a} Hz.");
        return said ?? annotated ?? throw Unknown(column.Name, component);
    }

    /// <exception cref="ArgumentException">Neither is there.</exception>
    public static void Require(SchemaShape.Column column, int? said, string component)
    {
        if (said is null && !ColumnAnnotations.Has(column, ColumnAnnotations.SampleRate))
            throw Unknown(column.Name, component);
    }

    private static ArgumentException Unknown(string column, string component) => new(
        $"{component}: the sample rate of column '{column}' is unknown. Expected a column from LoadAudio with a sampleRate, which carries it; else pass sampleRate to {component}.");
}
