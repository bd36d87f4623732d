using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Counts what a column holds.</summary>
internal abstract class ColumnProbe(DataViewSchema.Column column)
{
    public DataViewSchema.Column Column => column;

    public int Missing { get; protected set; }

    public abstract int Distinct { get; }

    /// <summary>Whether every number is whole.</summary>
    public bool AllWhole { get; protected set; } = true;

    /// <summary>Whether every number is larger than the one before.</summary>
    public bool Rising { get; protected set; } = true;

    /// <summary>What to do about texts that look like something else, or null.</summary>
    public virtual string? Advice => null;

    /// <summary>Of texts nearly all of which are numbers: which are not; else null.</summary>
    public virtual string? Strays => null;

    /// <summary>Null for a type that is no feature.</summary>
    public static ColumnProbe? Create(DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => new Texts(column),
        BooleanDataViewType => new Flags(column),
        NumberDataViewType when column.Type.RawType == typeof(float) => new Numbers(column),
        _ => null,
    };

    public abstract void Open(DataViewRow row);

    public abstract void Read();

    private sealed class Texts(DataViewSchema.Column column) : ColumnProbe(column)
    {
        private readonly HashSet<string> _values = new(StringComparer.Ordinal);
        private readonly TextLook _look = new();
        private ValueGetter<ReadOnlyMemory<char>>? _get;
        private ReadOnlyMemory<char> _value;

        public override int Distinct => _values.Count;

        public override string? Advice => _values.Count == 0 ? null : _look.Advice;

        public override string? Strays => _look.Strays;

        public override void Open(DataViewRow row) => _get = row.GetGetter<ReadOnlyMemory<char>>(Column);

        public override void Read()
        {
            _get!(ref _value);
            HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = _values.GetAlternateLookup<ReadOnlySpan<char>>();
            if (_value.IsEmpty)
                Missing++;
            else if (lookup.Add(_value.Span))
                _look.See(_value.Span);
        }
    }

    private sealed class Flags(DataViewSchema.Column column) : ColumnProbe(column)
    {
        private ValueGetter<bool>? _get;
        private bool _value;
        private bool _anyTrue;
        private bool _anyFalse;

        public override int Distinct => (_anyTrue ? 1 : 0) + (_anyFalse ? 1 : 0);

        public override void Open(DataViewRow row) => _get = row.GetGetter<bool>(Column);

        public override void Read()
        {
            _get!(ref _value);
            _anyTrue |= _value;
            _anyFalse |= !_value;
            Rising = false;
        }
    }

    private sealed class Numbers(DataViewSchema.Column column) : ColumnProbe(column)
    {
        private readonly HashSet<float> _values = [];
        private ValueGetter<float>? _get;
        private float _value;
        private float _former = float.NegativeInfinity;

        public override int Distinct => _values.Count;

        public override void Open(DataViewRow row) => _get = row.GetGetter<float>(Column);

        public override void Read()
        {
            _get!(ref _value);
            if (float.IsNaN(_value))
            {
                Missing++;
                return;
            }
            _values.Add(_value);
            AllWhole &= _value == MathF.Floor(_value);
            Rising &= _value > _former;
            _former = _value;
        }
    }
}
