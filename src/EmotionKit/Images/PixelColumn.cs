using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Images of one shape, a byte per value in memory, seen as Single 0 to 255.</summary>
internal sealed class PixelColumn(string name, int height, int width, byte[] pixels)
    : MemoryColumn(name, Vectors.Known(height, width, 1))
{
    public override Delegate CreateGetter(Func<int> row)
    {
        int length = height * width;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            ReadOnlySpan<byte> image = pixels.AsSpan(checked(row() * length), length);
            Span<float> values = Vectors.Resize(ref value, length);
            for (int i = 0; i < values.Length; i++)
                values[i] = image[i];
        });
    }
}
