using Spectre.Console;
using Spectre.Console.Rendering;

namespace EmotionKit.Cli.Output;

/// <summary>Brings a table to a width: texts wrap, numbers do not, and columns that still find no room go into a table below, beside the first column again.</summary>
internal static class TableFit
{
    /// <summary>Two of padding and a border for each column, and one border more.</summary>
    private const int ColumnFrame = 3, TableFrame = 1;

    /// <summary>Texts wrap down to this many characters before a column moves below.</summary>
    private const int NarrowText = 12;

    /// <summary>The table as it is where it fits, else its parts.</summary>
    public static IEnumerable<Table> Parts(Table table, IAnsiConsole console)
    {
        int width = console.Profile.Width;
        RenderOptions options = RenderOptions.Create(console);
        int[] natural = [.. Enumerable.Range(0, table.Columns.Count).Select(column => Natural(table, column, options))];
        if (Needed(natural) <= width)
            return [table];
        int[] least = [.. natural.Select((wide, column) => IsText(table, column) ? Math.Min(wide, NarrowText) : wide)];
        return Groups(least, width).Select(group => Part(table, group, Widths(table, group, natural, least, width)));
    }

    private static int Needed(IEnumerable<int> widths) => widths.Sum(wide => wide + ColumnFrame) + TableFrame;

    private static bool IsText(Table table, int column) => table.Columns[column].Alignment is null or Justify.Left;

    private static int Natural(Table table, int column, RenderOptions options)
    {
        int widest = table.Columns[column].Header.Measure(options, int.MaxValue).Max;
        foreach (TableRow row in table.Rows)
            widest = Math.Max(widest, row[column].Measure(options, int.MaxValue).Max);
        return widest;
    }

    private static List<List<int>> Groups(int[] least, int width)
    {
        var groups = new List<List<int>> { new() { 0 } };
        for (int column = 1; column < least.Length; column++)
        {
            List<int> group = groups[^1];
            if (group.Count > 1 && Needed(group.Append(column).Select(c => least[c])) > width)
                groups.Add(group = [0]);
            group.Add(column);
        }
        return groups;
    }

    /// <summary>What is left over goes to the texts, the first first; what is missing is taken from the widest columns.</summary>
    private static int[] Widths(Table table, List<int> group, int[] natural, int[] least, int width)
    {
        int[] widths = [.. group.Select(column => least[column])];
        int left = width - Needed(widths);
        for (int i = 0; i < widths.Length && left > 0; i++)
        {
            int more = Math.Min(left, natural[group[i]] - widths[i]);
            widths[i] += more;
            left -= more;
        }
        for (; left < 0 && widths.Max() > 1; left++)
            widths[Array.IndexOf(widths, widths.Max())]--;
        return widths;
    }

    private static Table Part(Table table, List<int> group, int[] widths)
    {
        var part = new Table().Border(table.Border);
        for (int i = 0; i < group.Count; i++)
        {
            TableColumn column = table.Columns[group[i]];
            part.AddColumn(new TableColumn(column.Header) { Alignment = column.Alignment, Width = widths[i] });
        }
        foreach (TableRow row in table.Rows)
            part.AddRow(group.Select(column => row[column]));
        return part;
    }
}
