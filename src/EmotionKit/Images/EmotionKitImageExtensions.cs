using EmotionKit;
using EmotionKit.Images;

namespace Microsoft.ML;

/// <summary>Loads images of digits and prepares them, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitImageExtensions
{
    /// <summary>Loads images of single digits and brings them to the form of MNIST: light ink on dark paper, of one size, centred.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add: pixels from 0 (paper) to 255 (ink).</param>
    /// <param name="inputColumnName">The column with the files' paths, or with their bytes; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Size, cropping and centring, which side is the ink; null for what MNIST has.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Text (a path), or Vector or VarVector of Byte (a file's bytes).</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, size, size, 1&gt;.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>PNG, BMP, PGM and IDX files of one image are read, found by content; see <see cref="ImageReader"/>. IDX files of many images are loaded
    /// with <c>ml.Data.LoadDigitImages</c>. A file that cannot be read makes reading the rows throw a <see cref="RowException"/> that names the row
    /// and the file.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LoadDigitImagesEstimator LoadDigitImages(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, DigitImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new LoadDigitImagesEstimator(new LoadDigitImagesTransformer(outputColumnName, inputColumnName, options ?? new DigitImageOptions()));
    }

    /// <summary>Brings pixels to a range that networks learn from: 0 to 1, or mean 0 and standard deviation 1 of every channel.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the images; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Which of the two; null for 0 to 1.</param>
    /// <param name="cancellation">Stops the fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, height, width, channels&gt; or Vector&lt;Single, height, width&gt;.</description></item>
    /// <item><term>Output column</term><description>The same type.</description></item>
    /// <item><term>Needs training</term><description>With <see cref="ImageNormalization.Standardize"/>: one pass over the data.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A channel that is the same everywhere is only moved to 0. NaN stays NaN; where the fitting meets one, it throws a
    /// <see cref="RowException"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static NormalizeImagesEstimator NormalizeImages(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        NormalizeImagesOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new NormalizeImagesEstimator(outputColumnName, inputColumnName, options ?? new NormalizeImagesOptions(), cancellation);
    }

    /// <summary>Makes variants of the images that a pipeline is fitted on: shifted, turned, scaled, slanted, elastically distorted, partly erased,
    /// noisy. Images to score stay as they are.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the images; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Which changes, how often and how far, and the seed; null for the defaults.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, height, width, channels&gt; or Vector&lt;Single, height, width&gt;.</description></item>
    /// <item><term>Output column</term><description>The same type.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>Only the very data that was fitted on is augmented, which is what the later estimators of the same chain learn from;
    /// test data, a <c>PredictionEngine</c> and a loaded model see images unchanged (<see cref="AugmentImagesOptions.TrainingOnly"/>). A
    /// variant is drawn from the seed and the row's id: the same in every pass. For another variant in every epoch, give the changes to the
    /// trainer instead, where it takes them. A value that is NaN or infinite throws a <see cref="RowException"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AugmentImagesEstimator AugmentImages(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, AugmentImagesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new AugmentImagesEstimator(new AugmentImagesTransformer(outputColumnName, inputColumnName, options ?? new AugmentImagesOptions()));
    }
}
