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
    public const string Expected = "Text, a number or Boolean";

    /// <summary>How to see values of a type; null for a vector or another type without a text of its own.</summary>
    public static LabelType? Of(DataViewType type)
    {
        if (type is KeyDataViewType)
            return null;
        return type switch
        {
            TextDataViewType => new TextLabels(),
            BooleanDataViewType => new BooleanLabels(),
            NumberDataViewType when type.RawType == typeof(float) => new NumberLabels<float>(),
            NumberDataViewType when type.RawType == typeof(double) => new NumberLabels<double>(),
            NumberDataViewType when type.RawType == typeof(sbyte) => new NumberLabels<sbyte>(),
            NumberDataViewType when type.RawType == typeof(short) => new NumberLabels<short>(),
            NumberDataViewType when type.RawType == typeof(int) => new NumberLabels<int>(),
            NumberDataViewType when type.RawType == typeof(long) => new NumberLabels<long>(),
            NumberDataViewType when type.RawType == typeof(byte) => new NumberLabels<byte>(),
            NumberDataViewType when type.RawType == typeof(ushort) => new NumberLabels<ushort>(),
            NumberDataViewType when type.RawType == typeof(uint) => new NumberLabels<uint>(),
            NumberDataViewType when type.RawType == typeof(ulong) => new NumberLabels<ulong>(),
            _ => null,
        };
    }

    /// <summary>The value's text, empty for a missing one. It may lie in <paramref name="buffer"/>, of <see cref="MaxNumberLength"/>.</summary>
    public abstract ReadOnlySpan<char> Text(Cell cell, Span<char> buffer);

    /// <summary>The natural order of two values' texts: numbers by value, text by code unit.</summary>
    public abstract int Compare(string a, string b);

    /// <summary>The texts of a vector of such values.</summary>
    public abstract string[] Texts(DataViewSchema.Annotations annotations, string kind);
}
