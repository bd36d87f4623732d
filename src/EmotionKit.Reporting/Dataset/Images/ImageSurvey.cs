using System.Security.Cryptography;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Reporting;

/// <summary>Looks at every image of a data set, once; memory holds some images of each class and their mean.</summary>
internal sealed class ImageSurvey
{
    private const string NoClass = "(none)";

    private readonly Dictionary<string, ImageClass> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, int> _seen = [];

    private ImageSurvey(int height, int width, int channels) => (Height, Width, Channels) = (height, width, channels);

    public int Height { get; }

    public int Width { get; }

    public int Channels { get; }

    public int Rows { get; private set; }

    /// <summary>Images whose pixels are all alike.</summary>
    public int Blank { get; private set; }

    /// <summary>Images that are equal to an earlier one in every pixel.</summary>
    public int Copies { get; private set; }

    /// <summary>The value of full ink or light: 1 where no value is above it, else 255.</summary>
    public float Full { get; private set; } = 1;

    /// <summary>By name.</summary>
    public IReadOnlyList<ImageClass> Classes => [.. _classes.Values.OrderBy(c => c.Name, StringComparer.Ordinal)];

    public static ImageSurvey Run(
        IDataView data, DataViewSchema.Column image, DatasetReportOptions options, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        var type = (VectorDataViewType)image.Type;
        var survey = new ImageSurvey(type.Dimensions[0], type.Dimensions[1], type.Dimensions[2]);
        DataViewSchema.Column? label = data.Schema.GetColumnOrNull(options.LabelColumnName);
        int total = (int)Math.Min(data.GetRowCount() ?? 0, int.MaxValue);
        using DataViewRowCursor cursor = data.GetRowCursor(label is { } l ? [image, l] : [image]);
        ValueGetter<VBuffer<float>> getPixels = cursor.GetGetter<VBuffer<float>>(image);
        LabelReader? labels = label is { } column ? new LabelReader(cursor, column, "Dataset") : null;
        VBuffer<float> pixels = default;
        float[] values = new float[type.Size];
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            getPixels(ref pixels);
            pixels.CopyTo(values);
            survey.Add(labels?.Read() is { Length: > 0 } name ? name : NoClass, values, options.ImagesPerClass);
            if (survey.Rows % 1000 == 0)
                progress?.Report(new DatasetProgress(survey.Rows, total));
        }
        if (survey.Rows == 0)
            throw new ArgumentException("Dataset: expected images, found none.", nameof(data));
        return survey;
    }

    private void Add(string name, ReadOnlySpan<float> values, int wanted)
    {
        if (!_classes.TryGetValue(name, out ImageClass? one))
            _classes.Add(name, one = new ImageClass(name, values.Length, _classes.Count));
        float least = values[0], greatest = values[0];
        foreach (float value in values)
            (least, greatest) = (MathF.Min(least, value), MathF.Max(greatest, value));
        Blank += least == greatest ? 1 : 0;
        Full = greatest > 1 ? 255 : Full;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values), hash);
        Copies += _seen.TryAdd(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash), Rows) ? 0 : 1;
        one.Add(Rows, values, wanted);
        Rows++;
    }
}
