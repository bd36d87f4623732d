using EmotionKit.Images;
using EmotionKit.Splits;
using EmotionKit.Tests.Support;
using EmotionKit.TestSupport;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Images;

public sealed class MnistTests
{
    // As published with the data: digits 0 to 9 of the training set.
    private static readonly int[] TrainCounts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
    private static readonly int[] TestCounts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_package_has_the_digits_of_MNIST()
    {
        DataSplit mnist = _ml.Data.LoadMnist();
        Assert.Equal(TrainCounts, Counts(mnist.TrainSet));
        Assert.Equal(TestCounts, Counts(mnist.TestSet));
        // Mean and deviation of the training pixels, 0 to 1, as everyone normalises by.
        (double mean, double deviation) = Moments(mnist.TrainSet);
        Assert.Equal(0.1307, mean / 255, 1e-4);
        Assert.Equal(0.3081, deviation / 255, 1e-4);
    }

    [Fact]
    public void The_original_gzip_files_hold_the_same_rows()
    {
        DataSplit packed = _ml.Data.LoadMnist(TestData.Require("mnist")), plain = _ml.Data.LoadMnist();
        Assert.Equal(RowDump.Of(plain.TestSet), RowDump.Of(packed.TestSet));
        Assert.Equal(plain.TrainSet.GetRowCount(), packed.TrainSet.GetRowCount());
    }

    [Fact]
    public void Columns_are_images_of_known_shape_and_keys_with_names()
    {
        DataViewSchema schema = _ml.Data.LoadMnist().TestSet.Schema;
        Assert.Equal([28, 28, 1], ((VectorDataViewType)schema["Image"].Type).Dimensions);
        Assert.Equal(10ul, ((KeyDataViewType)schema["Label"].Type).Count);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Label"].GetKeyValues(ref names);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void A_folder_that_is_not_there_or_lacks_a_file_is_named()
    {
        Assert.Contains("no such folder", Assert.Throws<DirectoryNotFoundException>(() => _ml.Data.LoadMnist("no such folder")).Message);
        using var folder = new TempFolder();
        Assert.Contains("train-images-idx3-ubyte", Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadMnist(folder.Root)).Message);
    }

    [Fact]
    public void Images_of_any_size_load_with_and_without_labels()
    {
        using var folder = new TempFolder();
        string images = folder.File("images.idx"), labels = folder.File("labels.idx");
        File.WriteAllBytes(images, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 255]);
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 2, 3, 12]);
        IDataView rows = _ml.Data.LoadDigitImages(images);
        Assert.Equal([1f, 2, 3, 255], rows.GetColumn<float[]>("Image").SelectMany(image => image));
        IDataView labelled = _ml.Data.LoadDigitImages(images, labels);
        Assert.Equal([4u, 13], labelled.GetColumn<uint>("Label"));
        Assert.Equal(13ul, ((KeyDataViewType)labelled.Schema["Label"].Type).Count);
        Assert.Throws<ImageFormatException>(() => _ml.Data.LoadDigitImages(labels));
    }

    private static int[] Counts(IDataView rows)
    {
        int[] counts = new int[10];
        foreach (uint key in rows.GetColumn<uint>("Label"))
            counts[key - 1]++;
        return counts;
    }

    private static (double Mean, double Deviation) Moments(IDataView rows)
    {
        double sum = 0, squares = 0;
        long count = 0;
        DataViewSchema.Column column = rows.Schema["Image"];
        using DataViewRowCursor cursor = rows.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> image = default;
        while (cursor.MoveNext())
        {
            getter(ref image);
            foreach (float value in image.GetValues())
            {
                sum += value;
                squares += (double)value * value;
            }
            count += image.Length;
        }
        double mean = sum / count;
        return (mean, Math.Sqrt(squares / count - mean * mean));
    }
}
