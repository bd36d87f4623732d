using EmotionKit.Images;
using EmotionKit.Rows;
using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Images;

public sealed class ImageColumnsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Only_the_data_fitted_on_is_augmented()
    {
        IDataView train = Rows(), test = Rows();
        AugmentImagesTransformer augment = _ml.Transforms.AugmentImages("Out", "In").Fit(train);
        string[] plain = RowDump.Of(train, "In");
        Assert.Equal(plain, RowDump.Of(augment.Transform(test), "Out"));
        string[] variants = RowDump.Of(augment.Transform(train), "Out");
        Assert.All(variants.Zip(plain), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(variants, RowDump.Of(augment.Transform(train), "Out"));
    }

    [Fact]
    public void Normalizing_divides_by_white_or_takes_the_moments_of_each_channel()
    {
        IDataView rows = Rows();
        float[][] images = [.. rows.GetColumn<float[]>("In")];
        float[][] unit = Normalize(ImageNormalization.UnitRange);
        Assert.Equal(images[3][5] / 255, unit[3][5], 1e-6f);
        float[][] standard = Normalize(ImageNormalization.Standardize);
        for (int channel = 0; channel < 2; channel++)
        {
            double[] values = [.. standard.SelectMany(image => image.Where((_, i) => i % 2 == channel)).Select(value => (double)value)];
            Assert.Equal(0, values.Average(), 1e-5);
            Assert.Equal(1, Math.Sqrt(values.Average(value => value * value)), 1e-5);
        }

        float[][] Normalize(ImageNormalization kind) =>
            [.. _ml.Transforms.NormalizeImages("Out", "In", new NormalizeImagesOptions { Kind = kind }).Fit(rows).Transform(rows).GetColumn<float[]>("Out")];
    }

    [Fact]
    public void Images_keep_their_dimensions_and_other_vectors_are_refused()
    {
        IDataView view = _ml.Transforms.NormalizeImages("A", "In").Append(_ml.Transforms.AugmentImages("B", "A")).Fit(Rows()).Transform(Rows());
        Assert.Equal([6, 9, 2], ((VectorDataViewType)view.Schema["B"].Type).Dimensions);
        IDataView flat = _ml.Data.LoadFromEnumerable(KnownSampleRow.Some());
        Assert.Contains("Vector<Single, height, width, channels>", Assert.Throws<ArgumentException>(() => _ml.Transforms.AugmentImages("Out", "In").Fit(flat)).Message);
        Assert.Contains("Vector<Single, height, width, channels>", Assert.Throws<ArgumentException>(() => _ml.Transforms.NormalizeImages("Out", "In").Fit(flat)).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_with_its_row()
    {
        using var folder = new TempFolder();
        string file = folder.File("seven.png");
        File.WriteAllText(file, "not an image");
        IDataView rows = _ml.Data.LoadFromEnumerable([ImageCases.PathRow.Some()[0], new ImageCases.PathRow { In = file }]);
        IDataView view = _ml.Transforms.LoadDigitImages("Out", "In").Fit(rows).Transform(rows);
        var error = Assert.Throws<RowException>(() => RowDump.Of(view, "Out"));
        Assert.Contains("LoadDigitImages", error.Message);
        Assert.Contains("row 1", error.Message);
        Assert.Contains(file, error.Message);
        Assert.IsType<ImageFormatException>(error.InnerException);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(ImageCases.ImageRow.Some());
}
