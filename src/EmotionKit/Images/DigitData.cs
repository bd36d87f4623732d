using System.Globalization;
using EmotionKit.Images.Idx;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Shows IDX files to ML.NET.</summary>
internal static class DigitData
{
    public const string ImageColumn = "Image";
    public const string LabelColumn = "Label";

    private const int FewestClasses = 10;

    /// <summary>Images without labels.</summary>
    public static IDataView View(IdxArray images) => new MemoryView([Pixels(images)], images.Dimensions[0]);

    /// <summary>Images with labels; the classes are the numbers from 0 to the greatest there is, 9 at least.</summary>
    public static IDataView View(IdxArray images, IdxArray labels) =>
        View(images, labels, ClassesOf(labels));

    public static IDataView View(IdxArray images, IdxArray labels, int classes)
    {
        uint[] keys = Array.ConvertAll(labels.Values, label => label + 1u);
        string[] names = [.. Enumerable.Range(0, classes).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var label = new ValueColumn<uint>(LabelColumn, new KeyDataViewType(typeof(uint), classes), keys, ColumnAnnotations.OfKeys(names));
        return new MemoryView([Pixels(images), label], images.Dimensions[0]);
    }

    public static int ClassesOf(params ReadOnlySpan<IdxArray> labels)
    {
        int classes = FewestClasses;
        foreach (IdxArray array in labels)
        {
            foreach (byte label in array.Values)
                classes = Math.Max(classes, label + 1);
        }
        return classes;
    }

    private static PixelColumn Pixels(IdxArray images) => new(ImageColumn, images.Dimensions[1], images.Dimensions[2], images.Values);
}
