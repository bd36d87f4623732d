using System.Globalization;

namespace EmotionKit.Tabular;

/// <summary>A column seen in two ways: as numbers, and as categories.</summary>
internal sealed class ColumnValues
{
    private readonly Lazy<(int[] Codes, string[] Values)> _categories;

    public ColumnValues(TableColumn column)
    {
        Column = column;
        _categories = new Lazy<(int[] Codes, string[] Values)>(FindCategories);
        Numbers = column switch
        {
            NumberColumn numbers => Array.ConvertAll(numbers.Values, value => (double)value),
            FlagColumn flags => Array.ConvertAll(flags.Values, flag => flag ? 1.0 : 0),
            _ => null,
        };
    }

    public TableColumn Column { get; }

    public string Name => Column.Name;

    public ColumnKind Kind => Column switch
    {
        NumberColumn => ColumnKind.Number,
        FlagColumn => ColumnKind.Boolean,
        _ => ColumnKind.Text,
    };

    /// <summary>Per row, NaN for missing; null for text.</summary>
    public double[]? Numbers { get; }

    /// <summary>Per row the number of its category, -1 for missing.</summary>
    public int[] Codes => _categories.Value.Codes;

    /// <summary>The categories.</summary>
    public string[] Categories => _categories.Value.Values;

    public bool IsMissing(int row) => Numbers is null ? Codes[row] < 0 : double.IsNaN(Numbers[row]);

    private (int[] Codes, string[] Values) FindCategories()
    {
        if (Column is CategoryColumn categories)
            return (categories.Codes, categories.Values);
        var numbers = new Dictionary<double, int>();
        int[] codes = new int[Column.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            double value = Numbers![row];
            if (double.IsNaN(value))
                codes[row] = -1;
            else if (!numbers.TryGetValue(value, out codes[row]))
                numbers.Add(value, codes[row] = numbers.Count);
        }
        bool isFlag = Column is FlagColumn;
        return (codes, [.. numbers.Keys.Select(value => isFlag ? (value == 1 ? "true" : "false") : ((float)value).ToString(CultureInfo.InvariantCulture))]);
    }
}
