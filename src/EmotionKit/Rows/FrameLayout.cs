using EmotionKit.Sequences;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>How a column of Single vectors divides into frames.</summary>
/// <param name="Frames">Frames per row, or null where rows differ.</param>
/// <param name="Width">Coefficients per frame.</param>
/// <param name="Names">The coefficients' names, if known.</param>
/// <param name="Padding">What padding there may be, or null for none.</param>
internal sealed record FrameLayout(int? Frames, int Width, string[]? Names, FramePadding? Padding)
{
    /// <summary>What a sequence column must be, for messages.</summary>
    private const string Expected = "Vector<Single, frames, coefficients>, or VarVector<Single> with the annotation FrameWidth";

    /// <exception cref="ArgumentException">The column is no sequence of frames.</exception>
    public static FrameLayout Of(DataViewSchema.Column column, string component)
    {
        var type = (VectorDataViewType)column.Type;
        int? width = ColumnAnnotations.Find<int>(column, ColumnAnnotations.FrameWidth)
            ?? (type.Dimensions.Length == 2 && type.IsKnownSize ? type.Dimensions[1] : null);
        if (width is not { } known || known < 1 || (type.IsKnownSize && type.Size % known != 0))
            throw ColumnLookup.WrongType(component, column.Name, Expected, TypeText.Of(type));
        string[]? names = ColumnAnnotations.FindNames(column, ColumnAnnotations.FrameNames);
        return new FrameLayout(
            type.IsKnownSize ? type.Size / known : null,
            known,
            names?.Length == known ? names : null,
            FramePadding.Of(column));
    }

    /// <exception cref="ArgumentException">The promised column can be no sequence of frames.</exception>
    public static void Require(SchemaShape.Column column, string component)
    {
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector && !ColumnAnnotations.Has(column, ColumnAnnotations.FrameWidth))
            throw ColumnLookup.WrongType(component, column.Name, Expected, TypeText.Of(column));
    }

    /// <summary>The type of a column of this layout.</summary>
    public VectorDataViewType Type => Frames is { } frames ? Vectors.Known(frames, Width) : Vectors.Variable;

    /// <summary>The frames of a row that are not padding.</summary>
    public ReadOnlySpan<float> Content(ReadOnlySpan<float> frames) =>
        Padding is { } padding ? frames[SequencePadder.Content(frames, Width, padding.Side, padding.Value)] : frames;

    /// <summary>The coefficients' names, or <c>0</c>, <c>1</c> ... where they are not known.</summary>
    public string[] NamesOrNumbers =>
        Names ?? [.. Enumerable.Range(0, Width).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The annotations of a column of this layout.</summary>
    public DataViewSchema.Annotations Annotations => ColumnAnnotations.OfFrames(Width, Names, Padding);

    /// <summary>The number of frames in a row of <paramref name="length"/> values.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of the width.</exception>
    public int Count(int length) => length % Width == 0
        ? length / Width
        : throw new ArgumentException($"expected frames of {Width} coefficients, got {length} values, which is no whole number of frames.");
}
