namespace EmotionKit.Tabular;

/// <summary>Correlations of columns with each other.</summary>
/// <param name="Columns">Their names.</param>
/// <param name="Values">[row][column], symmetric; NaN where a column does not vary among the rows that have both values.</param>
public sealed record CorrelationMatrix(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double>> Values);
