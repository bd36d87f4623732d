using System.Buffers.Binary;

namespace EmotionKit.Images.Png;

/// <summary>From a row of samples to grey.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly Luminance _luminance;
    private readonly float[] _palette = [];
    private readonly int[] _transparent = [];
    private readonly string _name;

    public PngPixels(PngChunks chunks, ImageReadOptions options, string name)
    {
        _header = chunks.Header;
        _luminance = new Luminance(options.Behind);
        _name = name;
        ReadOnlySpan<byte> transparency = chunks.Transparency.Span;
        if (_header.Color == PngColor.Indexed)
        {
            ReadOnlySpan<byte> colors = chunks.Palette.Span;
            _palette = new float[colors.Length / 3];
            for (int i = 0; i < _palette.Length; i++)
            {
                float gray = Luminance.Of(colors[3 * i], colors[3 * i + 1], colors[3 * i + 2]);
                _palette[i] = i < transparency.Length ? _luminance.Over(gray, transparency[i] / 255f) : gray;
            }
        }
        else if (!transparency.IsEmpty)
        {
            _transparent = new int[_header.Channels];
            for (int c = 0; c < _transparent.Length; c++)
                _transparent[c] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * c)..]);
        }
    }

    /// <summary>Converts pixels of a row to places <paramref name="step"/> apart.</summary>
    public void Convert(ReadOnlySpan<byte> row, int count, Span<float> target, int step)
    {
        float scale = 255f / ((1 << _header.Depth) - 1);
        for (int x = 0, to = 0; x < count; x++, to += step)
        {
            int first = x * _header.Channels;
            int a = Sample(row, first);
            switch (_header.Color)
            {
                case PngColor.Indexed:
                    target[to] = a < _palette.Length
                        ? _palette[a]
                        : throw ImageFormatException.In(_name, $"expected colours of the PNG file's palette of {_palette.Length}, got number {a}.");
                    break;
                case PngColor.Gray:
                    target[to] = _transparent.Length > 0 && a == _transparent[0] ? _luminance.Over(0, 0) : a * scale;
                    break;
                case PngColor.GrayAlpha:
                    target[to] = _luminance.Over(a * scale, Sample(row, first + 1) * scale / 255);
                    break;
                default:
                    target[to] = Color(row, first, a, scale);
                    break;
            }
        }
    }

    private float Color(ReadOnlySpan<byte> row, int first, int red, float scale)
    {
        int green = Sample(row, first + 1), blue = Sample(row, first + 2);
        float gray = Luminance.Of(red * scale, green * scale, blue * scale);
        if (_header.Color == PngColor.Rgba)
            return _luminance.Over(gray, Sample(row, first + 3) * scale / 255);
        bool isTransparent = _transparent.Length > 0 && red == _transparent[0] && green == _transparent[1] && blue == _transparent[2];
        return isTransparent ? _luminance.Over(gray, 0) : gray;
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        int depth = _header.Depth;
        if (depth == 8)
            return row[index];
        if (depth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        int perByte = 8 / depth;
        return row[index / perByte] >> (8 - depth - index % perByte * depth) & ((1 << depth) - 1);
    }
}
