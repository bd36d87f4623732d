using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Reporting;

/// <summary>Reads the images of a column as PNG.</summary>
internal sealed class ImagePixels
{
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly int _height;
    private readonly int _width;
    private readonly int _channels;
    private VBuffer<float> _buffer;

    public ImagePixels(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        _getter = cursor.GetGetter<VBuffer<float>>(column);
        var type = (VectorDataViewType)column.Type;
        (_height, _width, _channels) = (type.Dimensions[0], type.Dimensions[1], type.Dimensions[2]);
    }

    /// <summary>The column, if it is there and holds images of one or three channels.</summary>
    public static DataViewSchema.Column? Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { Type: VectorDataViewType { Dimensions: [> 0, > 0, 1 or 3], ItemType: NumberDataViewType item } } column && item.RawType == typeof(float)
            ? column
            : null;

    /// <summary>The image of the cursor's row; values from 0 to 1, or to 255 where one is above 1.</summary>
    public string ReadDataUri()
    {
        _getter(ref _buffer);
        float[] values = [.. _buffer.DenseValues()];
        return DataUri(values, _height, _width, _channels, values.Max() > 1 ? 1 : 255);
    }

    /// <summary>An image as PNG.</summary>
    /// <param name="values">[row, column, channel].</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="scale">What values are multiplied by to be from 0 to 255.</param>
    public static string DataUri(ReadOnlySpan<float> values, int height, int width, int channels, float scale)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(MathF.Round(values[i] * scale), 0, 255);
        return Png.DataUri(pixels, width, height, channels);
    }
}
