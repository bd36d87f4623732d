using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Shows a table to ML.NET: numbers as Single, categories as Text, truth values as Boolean.</summary>
internal static class TableView
{
    public static MemoryView Of(Table table) => new([.. table.Columns.Select(Column)], table.Rows);

    private static MemoryColumn Column(TableColumn column) => column switch
    {
        NumberColumn numbers => new ValueColumn<float>(numbers.Name, NumberDataViewType.Single, numbers.Values),
        CategoryColumn categories => new CodedTextColumn(categories.Name, categories.Codes, categories.Values),
        FlagColumn flags => new ValueColumn<bool>(flags.Name, BooleanDataViewType.Instance, flags.Values),
        _ => throw new ArgumentException($"column '{column.Name}': expected numbers, categories or flags, got {column.GetType().Name}."),
    };
}
