using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Writes and reads the annotations that columns carry: ML.NET's own kinds, and EmotionKit's for audio and frames.</summary>
internal static class ColumnAnnotations
{
    /// <summary>Of a sample vector: its rate in Hz, Int32.</summary>
    public const string SampleRate = "SampleRate";

    /// <summary>Of a sequence: coefficients per frame, Int32.</summary>
    public const string FrameWidth = "FrameWidth";

    /// <summary>Of a sequence: the names of the coefficients, Vector&lt;Text, width&gt;.</summary>
    public const string FrameNames = "FrameNames";

    /// <summary>Of a padded sequence: what its padding frames are filled with, Single.</summary>
    public const string PaddingValue = "PaddingValue";

    /// <summary>Of a padded sequence: the side that is padded, Text.</summary>
    public const string PaddingSide = "PaddingSide";

    public const string SlotNames = "SlotNames";

    public const string KeyValues = "KeyValues";

    public static DataViewSchema.Annotations OfAudio(int sampleRate)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(SampleRate, NumberDataViewType.Int32, sampleRate);
        return builder.ToAnnotations();
    }

    /// <summary>The sample rate of <paramref name="input"/>, for a column of samples made from it.</summary>
    public static DataViewSchema.Annotations? KeepAudio(DataViewSchema.Column input) =>
        Find<int>(input, SampleRate) is { } rate ? OfAudio(rate) : null;

    /// <summary>What <see cref="KeepAudio"/> will give; the rate itself stands for any.</summary>
    public static DataViewSchema.Annotations? PromiseAudio(SchemaShape.Column input) =>
        Has(input, SampleRate) ? OfAudio(1) : null;

    /// <param name="width">Coefficients per frame.</param>
    /// <param name="names">One per coefficient, or null where they are not known.</param>
    /// <param name="padding">What padding there may be, or null for none.</param>
    public static DataViewSchema.Annotations OfFrames(int width, IReadOnlyList<string>? names, FramePadding? padding = null)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(FrameWidth, NumberDataViewType.Int32, width);
        if (names is not null)
            AddNames(builder, FrameNames, names);
        if (padding is not null)
        {
            builder.AddPrimitiveValue(PaddingValue, NumberDataViewType.Single, padding.Value);
            builder.AddPrimitiveValue(PaddingSide, TextDataViewType.Instance, padding.Side.ToString().AsMemory());
        }
        return builder.ToAnnotations();
    }

    /// <summary>What a column of frames made from <paramref name="input"/> will carry; values stand for any.</summary>
    public static DataViewSchema.Annotations PromiseFrames(SchemaShape.Column input) => OfFrames(
        1,
        Has(input, FrameNames) ? [""] : null,
        Has(input, PaddingValue) ? new FramePadding(0, Sequences.SequenceSide.End) : null);

    public static DataViewSchema.Annotations OfSlots(IReadOnlyList<string> names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddNames(builder, SlotNames, names);
        return builder.ToAnnotations();
    }

    public static DataViewSchema.Annotations OfKeys(IReadOnlyList<string> values)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddNames(builder, KeyValues, values);
        return builder.ToAnnotations();
    }

    /// <summary>Adds a vector of texts under <paramref name="kind"/>.</summary>
    public static void AddNames(DataViewSchema.Annotations.Builder builder, string kind, IReadOnlyList<string> names)
    {
        ReadOnlyMemory<char>[] texts = [.. names.Select(name => name.AsMemory())];
        builder.Add(kind, new VectorDataViewType(TextDataViewType.Instance, texts.Length), (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, texts.Length);
            texts.CopyTo(editor.Values);
            value = editor.Commit();
        });
    }

    /// <summary>The annotation's value, or null where the column has none of that kind and type.</summary>
    public static T? Find<T>(DataViewSchema.Column column, string kind)
        where T : struct
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind) is not { } found || found.Type.RawType != typeof(T))
            return null;
        T value = default;
        column.Annotations.GetValue(kind, ref value);
        return value;
    }

    /// <summary>The texts of a names annotation, or null where the column has none.</summary>
    public static string[]? FindNames(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: TextDataViewType })
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>Whether the column of a promised schema will carry the annotation.</summary>
    public static bool Has(SchemaShape.Column column, string kind) => column.Annotations.Any(annotation => annotation.Name == kind);
}
