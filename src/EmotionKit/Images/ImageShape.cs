using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>How a column of Single vectors is images: rows, columns, channels; two dimensions are one channel.</summary>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    private const string Expected = "Vector<Single, height, width, channels> or Vector<Single, height, width>";

    /// <exception cref="ArgumentException">The column is no image.</exception>
    public static ImageShape Of(DataViewSchema.Column column, string component) => ((VectorDataViewType)column.Type).Dimensions switch
    {
        [> 0 and int height, > 0 and int width, > 0 and int channels] => new ImageShape(height, width, channels),
        [> 0 and int height, > 0 and int width] => new ImageShape(height, width, 1),
        _ => throw ColumnLookup.WrongType(component, column.Name, Expected, TypeText.Of(column.Type)),
    };
}
