using System.Globalization;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Sets a column to one value after the other in every row, and averages what a model says (Friedman 2001).</summary>
internal static class PartialDependence
{
    private const string Component = "PartialDependence";

    public static IReadOnlyList<PartialDependencePoint> Compute(
        ITransformer model, IDataView data, string columnName, PartialDependenceOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var table = SampledTable.Read(data, options.MaxRows, options.Seed, cancellation);
        MemoryColumn column = table.Find(columnName)
            ?? throw ColumnLookup.Missing(Component, columnName, "Single, Text or Boolean", table.View.Schema.Select(c => c.Name));
        if (table.Rows == 0)
            throw new ArgumentException($"{Component}: expected rows, found none.");
        var points = new List<PartialDependencePoint>();
        foreach ((string text, double number, int row) in Values(column, table.Rows, options.Points))
        {
            int[] same = new int[table.Rows];
            Array.Fill(same, row);
            double[] p = Probabilities(model.Transform(table.With(new ReorderedColumn(column, same))), cancellation);
            Array.Sort(p);
            points.Add(new PartialDependencePoint(text, number, p.Average(), p[(int)(0.1 * (p.Length - 1))], p[(int)Math.Ceiling(0.9 * (p.Length - 1))]));
        }
        return points;
    }

    /// <summary>Values to try, each with a row that has it.</summary>
    private static List<(string Text, double Number, int Row)> Values(MemoryColumn column, int rows, int points)
    {
        int current = 0;
        Delegate getter = column.CreateGetter(() => current);
        if (getter is ValueGetter<float> getNumber)
        {
            float[] values = Read(getNumber);
            int[] order = [.. Enumerable.Range(0, rows).Where(i => !float.IsNaN(values[i])).OrderBy(i => values[i])];
            var chosen = new List<(string, double, int)>();
            for (int k = 0; k < points && order.Length > 0; k++)
            {
                int row = order[(int)Math.Round((double)k * (order.Length - 1) / (points - 1))];
                if (chosen.Count == 0 || chosen[^1].Item2 < values[row])
                    chosen.Add((values[row].ToString("G6", CultureInfo.InvariantCulture), values[row], row));
            }
            int missing = Array.FindIndex(values, float.IsNaN);
            if (missing >= 0)
                chosen.Add(("", double.NaN, missing));
            return chosen;
        }
        string[] texts = getter switch
        {
            ValueGetter<ReadOnlyMemory<char>> getText => Array.ConvertAll(Read(getText), t => t.ToString()),
            ValueGetter<bool> getFlag => Array.ConvertAll(Read(getFlag), f => f ? "true" : "false"),
            _ => throw ColumnLookup.WrongType(Component, column.Name, "Single, Text or Boolean", TypeText.Of(column.Type)),
        };
        return [.. texts.Select((text, row) => (text, row)).GroupBy(t => t.text).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(points).Select(g => (g.Key, double.NaN, g.First().row))];

        T[] Read<T>(ValueGetter<T> get)
        {
            var values = new T[rows];
            for (current = 0; current < rows; current++)
                get(ref values[current]);
            return values;
        }
    }

    private static double[] Probabilities(IDataView scored, CancellationToken cancellation)
    {
        DataViewSchema.Column column = ColumnLookup.Find(scored.Schema, ScoreColumns.Probability, TrainingColumns.WeightRule, Component);
        var all = new List<double>();
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<float> get = cursor.GetGetter<float>(column);
        float value = 0;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            get(ref value);
            all.Add(value);
        }
        return [.. all];
    }
}
