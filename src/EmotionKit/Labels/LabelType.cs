using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Sees the values of a column as text, whatever its type: what classes, speakers and paths are told apart by.</summary>
internal abstract class LabelType
{
    /// <summary>Room for the text of any number.</summary>
    public const int MaxNumberLength = 64;

    /// <summary>What a column may be, for messages.</summary>
    private const string Expected = "Text, a number or Boolean";

    private static readonly Dictionary<Type, LabelType> Known = new()
    {
        [typeof(ReadOnlyMemory<char>)] = new TextLabels(),
        [typeof(bool)] = new BooleanLabels(),
        [typeof(float)] = new NumberLabels<float>(),
        [typeof(double)] = new NumberLabels<double>(),
        [typeof(sbyte)] = new NumberLabels<sbyte>(),
        [typeof(short)] = new NumberLabels<short>(),
        [typeof(int)] = new NumberLabels<int>(),
        [typeof(long)] = new NumberLabels<long>(),
        [typeof(byte)] = new NumberLabels<byte>(),
        [typeof(ushort)] = new NumberLabels<ushort>(),
        [typeof(uint)] = new NumberLabels<uint>(),
        [typeof(ulong)] = new NumberLabels<ulong>(),
    };

    /// <summary>Columns of single values that have a text of their own; a key's number has none.</summary>
    public static TypeRule Rule { get; } = new(
        Expected, (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && !isKey && Known.ContainsKey(item));

    /// <summary>How to see values of a type; null for one without a text of its own.</summary>
    public static LabelType? Of(DataViewType type) => Rule.Accepts(type) ? Known[type.RawType] : null;

    /// <summary>The value's text, empty for a missing one. It may lie in <paramref name="buffer"/>, of <see cref="MaxNumberLength"/>.</summary>
    public abstract ReadOnlySpan<char> Text(Cell cell, Span<char> buffer);

    /// <summary>The natural order of two values' texts: numbers by value, text by code unit.</summary>
    public abstract int Compare(string a, string b);

    /// <summary>The texts of a vector of such values.</summary>
    public abstract string[] Texts(DataViewSchema.Annotations annotations, string kind);
}
