using EmotionKit;
using EmotionKit.Features;
using EmotionKit.Signal;

namespace Microsoft.ML;

/// <summary>Computes features of sound, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitFeatureExtensions
{
    /// <summary>Computes mel-frequency cepstral coefficients of every frame, as <c>librosa.feature.mfcc</c>, HTK or Kaldi do.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">How; null for <see cref="MfccOptions.Librosa"/>.</param>
    /// <param name="sampleRate">Samples per second; null to take the rate that the column carries, as one from <c>LoadAudio</c> does.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single: mono samples.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients&gt; where the input has a known size, else VarVector&lt;Single&gt;, frame
    /// by frame. The annotations "FrameWidth" and "FrameNames" say how many coefficients a frame has, and which.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip gives no frames. Fitting
    /// throws <see cref="ArgumentException"/> where the sample rate is unknown.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static MfccEstimator ExtractMfcc(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, MfccOptions? options = null, int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MfccEstimator(new MfccTransformer(outputColumnName, inputColumnName, options ?? new MfccOptions(), sampleRate));
    }

    /// <summary>Computes the energy in mel bands of every frame, as <c>librosa.feature.melspectrogram</c> does.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">How; null for librosa's defaults.</param>
    /// <param name="sampleRate">Samples per second; null to take the rate that the column carries, as one from <c>LoadAudio</c> does.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single: mono samples.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients&gt; where the input has a known size, else VarVector&lt;Single&gt;, frame
    /// by frame. The annotations "FrameWidth" and "FrameNames" say how many coefficients a frame has, and which.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip gives no frames. Fitting
    /// throws <see cref="ArgumentException"/> where the sample rate is unknown.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static MelSpectrogramEstimator ExtractMelSpectrogram(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, MelOptions? options = null, int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MelSpectrogramEstimator(new MelSpectrogramTransformer(outputColumnName, inputColumnName, options ?? new MelOptions(), sampleRate));
    }

    /// <summary>Computes the magnitude spectrum of every frame, as the absolute values of <c>librosa.stft</c>.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">How; null for librosa's defaults.</param>
    /// <param name="sampleRate">Samples per second; null to take the rate that the column carries, as one from <c>LoadAudio</c> does.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single: mono samples.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients&gt; where the input has a known size, else VarVector&lt;Single&gt;, frame
    /// by frame. The annotations "FrameWidth" and "FrameNames" say how many coefficients a frame has, and which.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip gives no frames. Fitting
    /// throws <see cref="ArgumentException"/> where the sample rate is unknown.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SpectrogramEstimator ExtractSpectrogram(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, SpectrogramOptions? options = null, int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SpectrogramEstimator(new SpectrogramTransformer(outputColumnName, inputColumnName, options ?? new SpectrogramOptions(), sampleRate));
    }

    /// <summary>Computes descriptors of every frame, as librosa does: RMS, zero crossings, centroid, bandwidth, roll-off, flatness,
    /// contrast, chroma, fundamental frequency.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Which, and how; null for all of them as librosa's defaults.</param>
    /// <param name="sampleRate">Samples per second; null to take the rate that the column carries, as one from <c>LoadAudio</c> does.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single: mono samples.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, frames, coefficients&gt; where the input has a known size, else VarVector&lt;Single&gt;, frame
    /// by frame. The annotations "FrameWidth" and "FrameNames" say how many coefficients a frame has, and which.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip gives no frames. Fitting
    /// throws <see cref="ArgumentException"/> where the sample rate is unknown, or does not fit the frequencies asked for.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is outside its range, or a descriptor is named twice.</exception>
    public static DescriptorEstimator ExtractDescriptors(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, DescriptorOptions? options = null, int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DescriptorEstimator(new DescriptorTransformer(outputColumnName, inputColumnName, options ?? new DescriptorOptions(), sampleRate));
    }

    /// <summary>Appends derivatives over time to every frame: what it had, then the deltas, then those of second order.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the frames; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">How many derivatives, over how many frames; null for two over 9.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, frames, coefficients&gt;, or VarVector&lt;Single&gt; with the annotation "FrameWidth".</description></item>
    /// <item><term>Output column</term><description>The same with <c>(order + 1) * coefficients</c> per frame.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>As <c>librosa.feature.delta</c>, by a Savitzky-Golay filter. A clip of fewer frames than
    /// <see cref="AppendDeltasOptions.Width"/> throws a <see cref="RowException"/>; one without frames stays so.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AppendDeltasEstimator AppendDeltas(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, AppendDeltasOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new AppendDeltasEstimator(new AppendDeltasTransformer(outputColumnName, inputColumnName, options ?? new AppendDeltasOptions()));
    }

    /// <summary>Turns frames, however many, into one vector: statistics of every coefficient over time.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the frames; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Which statistics; null for mean and standard deviation.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single, frames, coefficients&gt;, or VarVector&lt;Single&gt; with the annotation "FrameWidth".</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, statistics * coefficients&gt; with slot names such as "mfcc_0_mean".</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>Frames that <c>PadSequence</c> added are left out. A clip without frames throws a <see cref="RowException"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">No statistic is chosen, or a quantile is outside its range.</exception>
    public static PoolFramesEstimator PoolFrames(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, PoolOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new PoolFramesEstimator(new PoolFramesTransformer(outputColumnName, inputColumnName, options ?? new PoolOptions()));
    }
}
