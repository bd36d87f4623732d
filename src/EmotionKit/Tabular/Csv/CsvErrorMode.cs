namespace EmotionKit.Tabular;

/// <summary>What happens to a row that cannot be read.</summary>
public enum CsvErrorMode
{
    /// <summary>Loading stops with an error that says line and column.</summary>
    Throw,

    /// <summary>The row is left out; the <see cref="CsvReport"/> counts it and says why.</summary>
    Skip,
}
