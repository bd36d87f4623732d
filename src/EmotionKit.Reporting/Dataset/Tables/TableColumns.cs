using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>A table's columns as values and categories, with its label.</summary>
internal sealed class TableColumns
{
    /// <summary>Classes whose distributions are still told apart in one chart.</summary>
    public const int DrawnClasses = 6;

    public TableColumns(Table table, DataProfile profile)
    {
        Table = table;
        Profile = profile;
        All = [.. table.Columns.Select(c => new ColumnValues(c))];
        if (profile.Label is not { Classes.Count: >= 2 and <= DrawnClasses } label)
            return;
        ColumnValues values = All.First(c => c.Name == label.Column);
        Label = values;
        // In the order of their names, not of their counts: colours are then the same in all charts of similar tables.
        Classes = [.. values.Categories.Order(StringComparer.Ordinal)];
        int[] places = [.. values.Categories.Select(c => Array.IndexOf(Classes, c))];
        ClassOfRow = [.. values.Codes.Select(code => code < 0 ? -1 : places[code])];
    }

    public Table Table { get; }

    public DataProfile Profile { get; }

    public ColumnValues[] All { get; }

    /// <summary>The label where it has few enough classes; else null.</summary>
    public ColumnValues? Label { get; }

    public string[] Classes { get; } = [];

    /// <summary>-1 for a row without a class; empty without a label.</summary>
    public int[] ClassOfRow { get; } = [];

    /// <summary>Shows cells as they are.</summary>
    internal readonly struct Values(EmotionKit.Tabular.TableColumn column)
    {
        public object? Text(int row) => column switch
        {
            NumberColumn numbers => float.IsNaN(numbers.Values[row]) ? null : numbers.Values[row],
            CategoryColumn categories => categories.Codes[row] < 0 ? null : categories.Values[categories.Codes[row]],
            FlagColumn flags => flags.Values[row] ? "true" : "false",
            _ => null,
        };
    }
}
