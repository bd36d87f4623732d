using System.Numerics;

namespace EmotionKit.Neural;

/// <summary>Whether a row fits a shape and holds numbers only.</summary>
internal static class ExampleCheck
{
    /// <summary>Frames of a row of <paramref name="length"/> values; 1 where the first axis is not variable.</summary>
    public static int Frames(Shape shape, int length) => shape.HasVariable ? (int)(length / shape.Size) : 1;

    /// <exception cref="ArgumentException">The row does not fit; the message names it.</exception>
    public static void Row(Shape shape, ReadOnlySpan<float> values, int row)
    {
        int size = checked((int)shape.Size);
        if (shape.HasVariable)
        {
            if (values.IsEmpty || values.Length % size != 0 || values.Length / size > Shape.MaxSize)
                throw new ArgumentException($"Row {row}: expected 1 to {Shape.MaxSize} frames of {size} values, got {values.Length} values.");
        }
        else if (values.Length != size)
        {
            int frame = size / shape[0];
            string what = shape.Rank > 1 && values.Length % frame == 0
                ? $"expected {shape[0]} frames of {frame} values, got {values.Length / frame} frames; pad or cut sequences to one length, or declare the time as variable"
                : $"expected {size} values of shape {shape}, got {values.Length}";
            throw new ArgumentException($"Row {row}: {what}.");
        }
        int wrong = FirstNotFinite(values);
        if (wrong >= 0)
            throw new ArgumentException($"Row {row}: expected finite features, got {values[wrong]} at {Place(shape, wrong)}; impute missing values first.");
    }

    private static string Place(Shape shape, int index)
    {
        int width = (int)(shape.Size / (shape.HasVariable ? 1 : shape[0]));
        return shape.Rank == 1 ? $"feature {index}" : $"frame {index / width}, value {index % width}";
    }

    private static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        // x - x is 0 for finite numbers and NaN for all others, so that one sum tells of many.
        var sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var x = new Vector<float>(values[i..]);
            sum += x - x;
        }
        if (Vector.EqualsAll(sum, Vector<float>.Zero))
            values = values[i..];
        else
            i = 0;
        for (int k = 0; k < values.Length; k++)
        {
            if (!float.IsFinite(values[k]))
                return i + k;
        }
        return -1;
    }
}
