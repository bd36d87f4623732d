namespace EmotionKit.Scorecards;

/// <summary>A column that a scorecard is made from: numbers, or categories.</summary>
public sealed class ScorecardInput
{
    private ScorecardInput(string name, float[]? numbers, string?[]? categories)
    {
        Name = Check.NotEmpty(name);
        Numbers = numbers;
        Categories = categories;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    internal float[]? Numbers { get; }

    internal string?[]? Categories { get; }

    internal int Rows => Numbers?.Length ?? Categories!.Length;

    /// <summary>Numbers; NaN is missing.</summary>
    public static ScorecardInput OfNumbers(string name, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new ScorecardInput(name, values, null);
    }

    /// <summary>Categories; null or empty is missing.</summary>
    public static ScorecardInput OfCategories(string name, string?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new ScorecardInput(name, null, values);
    }
}
