using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Reads rows of ML.NET into a table.</summary>
internal static class TableReader
{
    /// <param name="data">The rows.</param>
    /// <param name="columns">The columns; none for all visible ones.</param>
    /// <param name="component">For messages.</param>
    /// <exception cref="ArgumentException">A column is missing or of a type that a table does not have.</exception>
    public static Table Read(IDataView data, IReadOnlyList<string> columns, string component)
    {
        DataViewSchema.Column[] chosen = columns.Count == 0
            ? [.. data.Schema.Where(column => !column.IsHidden)]
            : [.. columns.Select(name => ColumnLookup.Find(data.Schema, name, Rule, component))];
        using DataViewRowCursor cursor = data.GetRowCursor(chosen);
        Collector[] collectors = [.. chosen.Select(column => Collector.Create(cursor, column, component))];
        int rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            foreach (Collector collector in collectors)
                collector.Add();
        }
        return new Table([.. collectors.SelectMany(collector => collector.Finish())], rows);
    }

    private static TypeRule Rule { get; } = new(
        "Text, a number, Boolean, Key<UInt32>, or Vector<Single> of known size",
        (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar
            ? !isKey || item == typeof(uint)
            : kind == SchemaShape.Column.VectorKind.Vector && item == typeof(float));

    private abstract class Collector
    {
        public static Collector Create(DataViewRowCursor cursor, DataViewSchema.Column column, string component)
        {
            if (column.Type is VectorDataViewType { IsKnownSize: true, ItemType.RawType: var item } vector && item == typeof(float))
                return new VectorCollector(cursor, column, vector.Size);
            if (column.Type == NumberDataViewType.Single)
                return new VectorCollector(cursor, column, 1);
            if (column.Type is BooleanDataViewType)
                return new FlagCollector(cursor, column);
            return new TextCollector(cursor, column, component);
        }

        public abstract void Add();

        public abstract IEnumerable<TableColumn> Finish();
    }

    private sealed class VectorCollector(DataViewRowCursor cursor, DataViewSchema.Column column, int width) : Collector
    {
        private readonly NumberReader _reader = new(cursor, column);
        private readonly List<float>[] _values = [.. Enumerable.Range(0, width).Select(_ => new List<float>())];

        public override void Add()
        {
            ReadOnlySpan<float> row = _reader.Read();
            for (int i = 0; i < row.Length; i++)
                _values[i].Add(row[i]);
        }

        public override IEnumerable<TableColumn> Finish()
        {
            IReadOnlyList<string>? names = NumberColumns.NamesOf(column);
            bool isVector = column.Type is VectorDataViewType;
            for (int i = 0; i < _values.Length; i++)
                yield return new NumberColumn(isVector ? $"{column.Name}.{names?[i] ?? $"{i}"}" : column.Name, [.. _values[i]]);
        }
    }

    private sealed class FlagCollector(DataViewRowCursor cursor, DataViewSchema.Column column) : Collector
    {
        private readonly ValueGetter<bool> _getter = cursor.GetGetter<bool>(column);
        private readonly List<bool> _values = [];

        public override void Add()
        {
            bool value = false;
            _getter(ref value);
            _values.Add(value);
        }

        public override IEnumerable<TableColumn> Finish() => [new FlagColumn(column.Name, [.. _values])];
    }

    /// <summary>Text, keys by their names, and numbers other than Single, which become numbers again where a column is of them.</summary>
    private sealed class TextCollector(DataViewRowCursor cursor, DataViewSchema.Column column, string component) : Collector
    {
        private readonly LabelReader _reader = new(cursor, column, component);
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<int> _codes = [];

        public override void Add()
        {
            string text = _reader.Read();
            int code = CategoryColumn.Missing;
            if (text.Length > 0 && !_numbers.TryGetValue(text, out code))
                _numbers.Add(text, code = _numbers.Count);
            _codes.Add(code);
        }

        public override IEnumerable<TableColumn> Finish()
        {
            string[] texts = new string[_numbers.Count];
            foreach ((string text, int code) in _numbers)
                texts[code] = text;
            if (column.Type is not NumberDataViewType)
                return [new CategoryColumn(column.Name, [.. _codes], texts)];
            float[] numbers = Array.ConvertAll(texts, text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
            return [new NumberColumn(column.Name, [.. _codes.Select(code => code < 0 ? float.NaN : numbers[code])])];
        }
    }
}
