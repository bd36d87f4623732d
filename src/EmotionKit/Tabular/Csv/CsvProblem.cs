namespace EmotionKit.Tabular;

/// <summary>A row that was left out.</summary>
/// <param name="Line">The line of the file where the row begins, from 1.</param>
/// <param name="Column">The column that is at fault; null where it is the row as a whole.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record CsvProblem(long Line, string? Column, string Message);
