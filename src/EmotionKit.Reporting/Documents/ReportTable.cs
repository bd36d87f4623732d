namespace EmotionKit.Reporting;

/// <summary>A table.</summary>
/// <param name="Title">Its caption.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, each with a cell per column: text, a number, a Boolean, or null for nothing.</param>
public sealed record ReportTable(string Title, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows) : ReportPart;
