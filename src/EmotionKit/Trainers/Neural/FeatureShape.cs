using EmotionKit.Neural;
using EmotionKit.Rows;
using EmotionKit.Sequences;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers.Neural;

/// <summary>What a feature column says of its rows.</summary>
/// <param name="Component">The trainer, for messages.</param>
/// <param name="Column">The column, for messages.</param>
/// <param name="Shape">Of a row.</param>
/// <param name="Padding">What frames of padding hold; 0 where the column does not say.</param>
internal sealed record FeatureShape(string Component, string Column, Shape Shape, float Padding)
{
    /// <exception cref="ArgumentException">The column has too many dimensions, or sequences that are padded at their start.</exception>
    public static FeatureShape Of(DataViewSchema.Column column, string component)
    {
        int[] sizes = [.. ((VectorDataViewType)column.Type).Dimensions];
        if (sizes.Length > 3 || Array.Exists(sizes, size => size > Shape.MaxSize))
        {
            throw ColumnLookup.WrongType(
                component, column.Name, "a vector of one (features), two (frames, coefficients) or three dimensions (height, width, channels)", TypeText.Of(column.Type));
        }
        FramePadding? padding = FramePadding.Of(column);
        if (padding is { Side: SequenceSide.Start })
            throw new ArgumentException($"{component}: column '{column.Name}': expected sequences that are padded at their end, got padding at their start; set PadSequenceOptions.Padding to End.");
        return new FeatureShape(component, column.Name, new Shape(sizes), padding?.Value ?? 0);
    }

    /// <summary>A builder for sequences of any length: (time, coefficients), an only channel left away.</summary>
    /// <exception cref="ArgumentException">The rows are no sequences.</exception>
    public NetworkNode Sequence()
    {
        if (Shape.Rank == 3)
            return new NetworkBuilder(Shape.Variable, Shape[1], Shape[2]).Input.Masking(Padding).Reshape(Shape.Variable, checked(Shape[1] * Shape[2]));
        if (Shape.Rank == 2)
            return new NetworkBuilder(Shape.Variable, Shape[1]).Input.Masking(Padding);
        throw Wrong("a sequence, Vector<Single, frames, coefficients>, as PadSequence makes it");
    }

    /// <summary>A builder for images over time: (time, coefficients, channels).</summary>
    /// <exception cref="ArgumentException">The rows are no sequences.</exception>
    public NetworkNode ImagesOverTime()
    {
        if (Shape.Rank == 3)
            return new NetworkBuilder(Shape.Variable, Shape[1], Shape[2]).Input.Masking(Padding);
        return Sequence().Reshape(Shape.Variable, Shape[1], 1);
    }

    /// <summary>A builder for images, (height, width, channels); of two dimensions there is one channel.</summary>
    /// <exception cref="ArgumentException">The rows are no images.</exception>
    public NetworkNode Image()
    {
        if (Shape.Rank == 3)
            return new NetworkBuilder(Shape[0], Shape[1], Shape[2]).Input;
        if (Shape.Rank == 2)
            return new NetworkBuilder(Shape[0], Shape[1]).Input.Reshape(Shape[0], Shape[1], 1);
        throw Wrong("an image, Vector<Single, height, width, channels>");
    }

    private ArgumentException Wrong(string expected) => new($"{Component}: column '{Column}': expected {expected}, got rows of {Shape}.");
}
