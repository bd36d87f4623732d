using EmotionKit;
using EmotionKit.Sequences;

namespace Microsoft.ML;

/// <summary>Shapes and scales sequences of frames for networks, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitSequenceExtensions
{
    /// <summary>Brings sequences to one length, cutting longer ones and filling up shorter ones at the end.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the frames; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="frames">Frames of the result, 1 or more.</param>
    /// <param name="value">What the added frames hold, finite.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, frames, coefficients&gt;, or VarVector&lt;Single&gt; with the annotation "FrameWidth".</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients&gt;. The annotations "PaddingValue" and "PaddingSide" let later
    /// components tell padding from sound.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A clip without frames becomes padding only. Values that are not finite are passed on.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static PadSequenceEstimator PadSequence(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, int frames = 180, float value = 0) =>
        catalog.PadSequence(outputColumnName, inputColumnName, new PadSequenceOptions { Frames = frames, Value = value });

    /// <summary>Brings sequences to one length; see the overload with fewer choices for types and errors.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the frames; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">The length, and which side is cut or filled.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static PadSequenceEstimator PadSequence(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName, PadSequenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new PadSequenceEstimator(new PadSequenceTransformer(outputColumnName, inputColumnName, options));
    }

    /// <summary>Puts the coefficients of several columns side by side in each frame, such as mel bands, cepstral coefficients and
    /// descriptors of the same clip.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnNames">The columns with frames, at least one, in the order of their coefficients.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input columns</term><description>Vector&lt;Single, frames, coefficients&gt;, or VarVector&lt;Single&gt; with the annotation "FrameWidth"; without
    /// padding.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients&gt; where all inputs are, else VarVector&lt;Single&gt; with the annotation
    /// "FrameWidth".</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para><c>ml.Transforms.Concatenate</c> puts whole vectors one after the other instead. A row whose columns differ in their number of
    /// frames throws a <see cref="RowException"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">No column is named, or a name is empty.</exception>
    public static ConcatenateFramesEstimator ConcatenateFrames(
        this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ConcatenateFramesEstimator(new ConcatenateFramesTransformer(outputColumnName, inputColumnNames));
    }

    /// <summary>Brings every coefficient to mean 0 and standard deviation 1 over the frames of the training rows.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the frames; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="cancellation">Stops fitting between two rows.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, frames, coefficients&gt;; VarVector&lt;Single&gt; with the annotation "FrameWidth"; or Vector&lt;Single,
    /// n&gt;, which is one frame.</description></item>
    /// <item><term>Output column</term><description>The same type.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass, in double precision, in the order of the rows.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>Frames that <c>PadSequence</c> added take no part in learning, and become 0, the mean. A coefficient that did not vary
    /// is centred only. In fitting, a value that is not finite throws a <see cref="RowException"/>; later it is passed on.</para>
    /// </remarks>
    public static StandardizeFramesEstimator StandardizeFrames(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new StandardizeFramesEstimator(outputColumnName, inputColumnName, cancellation);
    }

    /// <summary>Sees a sequence as an image of one channel, time by coefficient, for convolutional networks. Values stay as they are.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the frames; null for <paramref name="outputColumnName"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, frames, coefficients&gt;.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients, 1&gt;.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// </remarks>
    public static AddChannelEstimator AddChannel(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new AddChannelEstimator(new AddChannelTransformer(outputColumnName, inputColumnName));
    }
}
