using System.Globalization;
using System.Text.RegularExpressions;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Looks through a table once, and says what each column is good for.</summary>
internal static partial class ColumnSurvey
{
    /// <summary>A text column with more distinct values than this share of its rows is a name, an identifier or free text.</summary>
    private const double LargestTextShare = 0.5;

    /// <summary>Below this many rows every column may look like an identifier.</summary>
    private const int SmallestTable = 50;

    /// <exception cref="ArgumentException">A column named to be ignored is not there, or there is nothing to learn from.</exception>
    public static CreditColumn[] Of(IDataView data, CreditScoringOptions options, string component, CancellationToken cancellation)
    {
        DataViewSchema schema = data.Schema;
        DataViewSchema.Column[] visible = [.. schema.Where(c => !c.IsHidden)];
        foreach (string name in options.IgnoreColumns)
        {
            if (schema.GetColumnOrNull(name) is null)
            {
                throw new ArgumentException(
                    $"{component}: {nameof(options.IgnoreColumns)}: column '{name}' is missing{NearestName.Hint(name, visible.Select(c => c.Name))} The data has: {string.Join(", ", visible.Select(c => c.Name))}.");
            }
        }
        HashSet<string> apart = [options.LabelColumnName, .. new[] { options.ExampleWeightColumnName, options.GroupColumnName }.OfType<string>()];
        var probes = new List<ColumnProbe>();
        var columns = new Dictionary<string, CreditColumn>(StringComparer.Ordinal);
        foreach (DataViewSchema.Column column in visible)
        {
            if (apart.Contains(column.Name))
                continue;
            if (options.IgnoreColumns.Contains(column.Name))
                columns[column.Name] = Ignored(column.Name, "named to be ignored");
            else if (column.Type is VectorDataViewType { Size: > 0 } vector && vector.ItemType.RawType == typeof(float))
                columns[column.Name] = new CreditColumn(column.Name, CreditColumnUse.Number);
            else if (ColumnProbe.Create(column) is { } probe)
                probes.Add(probe);
            else
                columns[column.Name] = Ignored(column.Name, $"is of type {TypeText.Of(column.Type)}; expected Single, Text, Boolean or Vector<Single>");
        }
        int rows = 0;
        using (DataViewRowCursor cursor = data.GetRowCursor(probes.Select(p => p.Column)))
        {
            foreach (ColumnProbe probe in probes)
                probe.Open(cursor);
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                rows++;
                foreach (ColumnProbe probe in probes)
                    probe.Read();
            }
        }
        if (rows == 0)
            throw new ArgumentException($"{component}: expected rows to learn from, found none.");
        foreach (ColumnProbe probe in probes)
            columns[probe.Column.Name] = Judge(probe, rows);
        CreditColumn[] all = [.. visible.Where(c => columns.ContainsKey(c.Name)).Select(c => columns[c.Name])];
        if (all.Length == 0)
            throw new ArgumentException($"{component}: expected columns to learn from beside '{options.LabelColumnName}', found none.");
        if (!Array.Exists(all, c => c.Use != CreditColumnUse.Ignored))
            throw new ArgumentException($"{component}: expected columns to learn from, found none that can be used: {string.Join("; ", all.Select(c => $"'{c.Name}' {c.Reason}"))}.");
        return all;
    }

    private static CreditColumn Judge(ColumnProbe probe, int rows)
    {
        string name = probe.Column.Name;
        bool text = probe.Column.Type is TextDataViewType;
        if (probe.Missing == rows)
            return Ignored(name, "has no value in any row");
        if (probe.Distinct == 1 && probe.Missing == 0)
            return Ignored(name, "has the same value in every row");
        if (probe.Advice is { } advice)
            return Ignored(name, advice);
        if (text && rows >= SmallestTable && probe.Distinct > LargestTextShare * rows)
            return Ignored(name, string.Create(CultureInfo.InvariantCulture, $"has {probe.Distinct} different texts in {rows} rows{probe.Strays ?? ": a name, an identifier or free text"}"));
        if (!text && rows >= SmallestTable && probe.Missing == 0 && probe.AllWhole && probe.Distinct == rows && (probe.Rising || IdentifierName().IsMatch(name)))
            return Ignored(name, "numbers the rows");
        return new CreditColumn(name, probe.Column.Type is NumberDataViewType ? CreditColumnUse.Number : CreditColumnUse.Category);
    }

    private static CreditColumn Ignored(string name, string reason) => new(name, CreditColumnUse.Ignored, reason);

    [GeneratedRegex(@"(^|[_\s.-])(id|index|idx|key|no|nr|number|row|uid|guid)$|Id$|ID$|^Column\d+$|^unnamed", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierName();
}
