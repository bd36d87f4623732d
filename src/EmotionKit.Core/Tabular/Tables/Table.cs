namespace EmotionKit.Tabular;

/// <summary>Columns of one length, in memory.</summary>
internal sealed class Table(IReadOnlyList<TableColumn> columns, int rows)
{
    public IReadOnlyList<TableColumn> Columns { get; } = columns;

    public int Rows { get; } = rows;
}
