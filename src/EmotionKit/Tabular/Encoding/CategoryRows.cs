using System.Globalization;
using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Categories and labels of all rows, in memory.</summary>
internal sealed class CategoryRows
{
    private const ulong MostClasses = ushort.MaxValue;

    private readonly int _firstClass;

    private CategoryRows(List<int>[] codes, List<string>[] names, List<double> labels, string[]? classes)
    {
        Codes = Array.ConvertAll(codes, list => list.ToArray());
        Names = Array.ConvertAll(names, list => list.ToArray());
        Labels = [.. labels];
        Classes = classes is { Length: 2 } ? classes[1..] : classes;
        _firstClass = classes is { Length: 2 } ? 1 : 0;
        Rows = Codes[0].Length;
    }

    public int Rows { get; }

    /// <summary>Per column, per row: the number of its category, -1 for missing.</summary>
    public int[][] Codes { get; }

    /// <summary>Per column the categories, in the order of their first appearance.</summary>
    public string[][] Names { get; }

    /// <summary>Per row, of a key the number of the class from 0; empty where no label is learned from.</summary>
    public double[] Labels { get; }

    /// <summary>Of a key: the classes that are learned from, each against all others; of two classes the second alone. Null for other labels.</summary>
    public string[]? Classes { get; }

    /// <summary>How many numbers each row is learned from.</summary>
    public int Targets => Classes?.Length ?? 1;

    /// <summary>What is learned from in a row: its label, or whether it is of a class.</summary>
    public double Target(int row, int target) => Classes is null ? Labels[row] : Labels[row] == _firstClass + target ? 1 : 0;

    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or there are no rows.</exception>
    /// <exception cref="RowException">A row has no label.</exception>
    public static CategoryRows Read(IDataView data, IReadOnlyList<string> inputs, string? label, string component, CancellationToken cancellation)
    {
        DataViewSchema.Column[] columns = [.. inputs.Select(name => ColumnLookup.Find(data.Schema, name, LabelType.Rule, component))];
        DataViewSchema.Column? labelColumn = label is null ? null : ColumnLookup.Find(data.Schema, label, LabelRule, component);
        List<int>[] codes = Array.ConvertAll(columns, _ => new List<int>());
        List<string>[] names = Array.ConvertAll(columns, _ => new List<string>());
        Dictionary<string, int>[] numbers = Array.ConvertAll(columns, _ => new Dictionary<string, int>(StringComparer.Ordinal));
        var labels = new List<double>();
        string[]? classes = labelColumn is { Type: KeyDataViewType } keys ? ClassesOf(keys, component) : null;
        using DataViewRowCursor cursor = data.GetRowCursor(labelColumn is { } l ? [.. columns, l] : columns);
        LabelReader[] readers = Array.ConvertAll(columns, column => new LabelReader(cursor, column, component));
        Func<double>? readLabel = labelColumn is { } found ? LabelOf(cursor, found) : null;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if (readLabel is not null)
            {
                double value = readLabel();
                if (!double.IsFinite(value))
                    throw new RowException(component, label!, cursor.Position, new ArgumentException("expected a label to learn from, found none, or one that is not finite."));
                labels.Add(value);
            }
            for (int i = 0; i < readers.Length; i++)
            {
                string text = readers[i].Read();
                int code = -1;
                if (text.Length > 0 && !numbers[i].TryGetValue(text, out code))
                {
                    code = names[i].Count;
                    names[i].Add(text);
                    numbers[i].Add(text, code);
                }
                codes[i].Add(code);
            }
        }
        if (codes[0].Count == 0)
            throw new ArgumentException($"{component}: expected rows to learn from, found none.");
        if (label is not null && labels.TrueForAll(value => value == labels[0]))
            throw new ArgumentException($"{component}: column '{label}': expected labels that differ, found {labels[0]} in all {labels.Count} rows: there is nothing to learn from.");
        return new CategoryRows(codes, names, labels, classes);
    }

    private static string[] ClassesOf(DataViewSchema.Column label, string component)
    {
        ulong count = ((KeyDataViewType)label.Type).Count;
        if (count > MostClasses)
            throw ColumnLookup.WrongType(component, label.Name, $"a key of at most {MostClasses} classes", TypeText.Of(label.Type));
        return ColumnAnnotations.FindNames(label, ColumnAnnotations.KeyValues)
            ?? [.. Enumerable.Range(1, (int)count).Select(key => key.ToString(CultureInfo.InvariantCulture))];
    }

    internal static TypeRule LabelRule { get; } = new(
        "Boolean, a key, or Single",
        (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && (isKey ? item == typeof(uint) : item == typeof(bool) || item == typeof(float)));

    private static Func<double> LabelOf(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Single)
        {
            ValueGetter<float> getter = cursor.GetGetter<float>(column);
            return () =>
            {
                float value = 0;
                getter(ref value);
                return value;
            };
        }
        var reader = new ClassReader(cursor, column);
        return () => reader.Read() is >= 0 and int value ? value : double.NaN;
    }
}
