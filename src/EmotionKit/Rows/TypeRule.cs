using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>What a component accepts in a column, asked alike of a schema before fitting and of one at hand.</summary>
internal sealed class TypeRule
{
    /// <summary>Samples, or features: of any length.</summary>
    public static readonly TypeRule SingleVector = new(
        "Vector<Single> or VarVector<Single>", (kind, item, isKey) => kind != Scalar && item == typeof(float) && !isKey);

    /// <summary>Features of one length.</summary>
    public static readonly TypeRule KnownSingleVector = new(
        "Vector<Single> of known size", (kind, item, isKey) => kind == Vector && item == typeof(float) && !isKey);

    /// <summary>A path or a name.</summary>
    public static readonly TypeRule Text = new(
        "Text", (kind, item, isKey) => kind == Scalar && item == typeof(ReadOnlyMemory<char>) && !isKey);

    /// <summary>A path, or the file itself.</summary>
    public static readonly TypeRule TextOrBytes = new(
        "Text (a path) or VarVector<Byte> (a file's bytes)", (kind, item, isKey) => !isKey
            && ((kind == Scalar && item == typeof(ReadOnlyMemory<char>)) || (kind != Scalar && item == typeof(byte))));

    /// <summary>A label.</summary>
    public static readonly TypeRule Key = new(
        "Key<UInt32>", (kind, item, isKey) => kind == Scalar && item == typeof(uint) && isKey);

    private const SchemaShape.Column.VectorKind Scalar = SchemaShape.Column.VectorKind.Scalar;
    private const SchemaShape.Column.VectorKind Vector = SchemaShape.Column.VectorKind.Vector;
    private const SchemaShape.Column.VectorKind VariableVector = SchemaShape.Column.VectorKind.VariableVector;

    private readonly Func<SchemaShape.Column.VectorKind, Type, bool, bool> _accepts;

    /// <param name="expected">For messages.</param>
    /// <param name="accepts">Given the kind, the raw type of an item, and whether items are keys.</param>
    public TypeRule(string expected, Func<SchemaShape.Column.VectorKind, Type, bool, bool> accepts)
    {
        Expected = expected;
        _accepts = accepts;
    }

    public string Expected { get; }

    public bool Accepts(SchemaShape.Column column) => _accepts(column.Kind, column.ItemType.RawType, column.IsKey);

    public bool Accepts(DataViewType type) => type is VectorDataViewType vector
        ? _accepts(vector.IsKnownSize ? Vector : VariableVector, vector.ItemType.RawType, vector.ItemType is KeyDataViewType)
        : _accepts(Scalar, type.RawType, type is KeyDataViewType);
}
