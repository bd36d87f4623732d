using EmotionKit.Scorecards;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Reads a column as a scorecard takes it: numbers, or texts with true and false for Boolean.</summary>
internal sealed class ScorecardValues(DataViewSchema.Column column)
{
    private readonly List<float> _numbers = [];
    private readonly List<string?> _texts = [];
    private readonly HashSet<string> _pool = new(StringComparer.Ordinal);
    private ValueGetter<float>? _getNumber;
    private ValueGetter<bool>? _getFlag;
    private ValueGetter<ReadOnlyMemory<char>>? _getText;
    private ReadOnlyMemory<char> _text;

    public static string Of(bool flag) => flag ? "true" : "false";

    public void Open(DataViewRow row)
    {
        if (column.Type.RawType == typeof(float))
            _getNumber = row.GetGetter<float>(column);
        else if (column.Type is BooleanDataViewType)
            _getFlag = row.GetGetter<bool>(column);
        else
            _getText = row.GetGetter<ReadOnlyMemory<char>>(column);
    }

    public void Add()
    {
        if (_getNumber is not null)
        {
            float number = 0;
            _getNumber(ref number);
            _numbers.Add(number);
        }
        else if (_getFlag is not null)
        {
            bool flag = false;
            _getFlag(ref flag);
            _texts.Add(Of(flag));
        }
        else
        {
            _getText!(ref _text);
            HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = _pool.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(_text.Span, out string? known))
            {
                known = _text.ToString();
                _pool.Add(known);
            }
            _texts.Add(known);
        }
    }

    public ScorecardInput Take() => _getNumber is not null
        ? ScorecardInput.OfNumbers(column.Name, [.. _numbers])
        : ScorecardInput.OfCategories(column.Name, [.. _texts]);
}
