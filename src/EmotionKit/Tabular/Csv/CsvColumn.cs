namespace EmotionKit.Tabular;

/// <summary>A column that was loaded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Missing">Rows whose value is missing.</param>
public sealed record CsvColumn(string Name, CsvColumnType Type, int Missing);
