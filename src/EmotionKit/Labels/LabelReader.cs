using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Reads a column of a row as text: text, numbers, Boolean, and keys by their KeyValues.</summary>
internal sealed class LabelReader
{
    private readonly Cell _cell;
    private readonly CellReader _reader;
    private readonly LabelType? _type;
    private readonly string[] _keys = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _pool =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="ArgumentException">The column is of a type without text.</exception>
    public LabelReader(DataViewRow row, DataViewSchema.Column column, string component)
    {
        if (column.Type is KeyDataViewType && column.Type.RawType == typeof(uint))
            _keys = KeyNames.Of(column);
        else
            _type = LabelType.Of(column.Type) ?? throw ColumnLookup.WrongType(component, column.Name, $"{LabelType.Rule.Expected}, or Key<UInt32>", TypeText.Of(column.Type));
        _cell = Cell.Create(column.Type);
        _reader = Cell.CreateReader(row, column);
    }

    /// <summary>The current row's value, one string object per distinct value; empty when it is missing.</summary>
    public string Read()
    {
        _reader.Read(_cell);
        if (_type is null)
        {
            uint key = ((Cell<uint>)_cell).Value;
            return key == 0 || key > _keys.Length ? "" : _keys[key - 1];
        }
        Span<char> buffer = stackalloc char[LabelType.MaxNumberLength];
        ReadOnlySpan<char> text = _type.Text(_cell, buffer);
        if (!_pool.TryGetValue(text, out string? value))
        {
            value = text.ToString();
            _pool[text] = value;
        }
        return value;
    }
}
