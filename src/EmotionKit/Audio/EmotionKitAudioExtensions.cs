using EmotionKit;
using EmotionKit.Audio;
using EmotionKit.Signal;

namespace Microsoft.ML;

/// <summary>Loads recordings and prepares them, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitAudioExtensions
{
    /// <summary>Loads recordings: decodes, mixes down to mono, resamples, and crops or pads.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add: samples, full scale -1 to 1. It carries its rate as the annotation "SampleRate".</param>
    /// <param name="inputColumnName">The column with the files' paths, or with their bytes; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="sampleRate">Samples per second of the result; null: as recorded, where extractors of features must be told the rate.</param>
    /// <param name="seconds">The length of every clip, cut or padded with zeros; null: as recorded.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Text (a path), or Vector or VarVector of Byte (a file's bytes).</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single, seconds * sampleRate&gt; where both are given, else VarVector&lt;Single&gt;.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>WAV, AIFF and FLAC are decoded as managed code; for anything else libsndfile must be on the machine. The type is
    /// found by content. A recording that cannot be loaded makes reading the rows throw a <see cref="RowException"/> that names the
    /// row and the file; see <see cref="LoadAudioOptions.OnError"/>. A missing path is such an error.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static LoadAudioEstimator LoadAudio(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, int? sampleRate = 16_000, double? seconds = null) =>
        catalog.LoadAudio(outputColumnName, inputColumnName, new LoadAudioOptions { SampleRate = sampleRate, Seconds = seconds });

    /// <summary>Loads recordings; see the overload with fewer choices for types and errors.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the files' paths, or with their bytes; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">What part of each recording, at which rate, and what happens to those that cannot be loaded.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LoadAudioEstimator LoadAudio(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName, LoadAudioOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LoadAudioEstimator(new LoadAudioTransformer(outputColumnName, inputColumnName, options));
    }

    /// <summary>Cuts silence off both ends of clips, as <c>librosa.effects.trim</c>.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">What counts as silence; null for 60 dB below the loudest frame.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single.</description></item>
    /// <item><term>Output column</term><description>VarVector&lt;Single&gt;, with the sample rate of the input.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip stays empty.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static TrimSilenceEstimator TrimSilence(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, TrimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TrimSilenceEstimator(new TrimSilenceTransformer(outputColumnName, inputColumnName, options ?? new TrimOptions()));
    }

    /// <summary>Cuts silence out of clips, at the ends and within: joins the parts that <c>librosa.effects.split</c> finds.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">What counts as silence; null for 60 dB below the loudest frame.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single.</description></item>
    /// <item><term>Output column</term><description>VarVector&lt;Single&gt;, with the sample rate of the input.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip stays empty.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static RemoveSilenceEstimator RemoveSilence(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, TrimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RemoveSilenceEstimator(new RemoveSilenceTransformer(outputColumnName, inputColumnName, options ?? new TrimOptions()));
    }

    /// <summary>Takes stationary noise (hum, hiss, fans) away by spectral gating, in the manner of noisereduce and Audacity.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">What counts as noise, and how much of it goes; null for the quietest fifth of each clip, and all of it.</param>
    /// <param name="sampleRate">Samples per second; null to take the rate that the column carries, as one from <c>LoadAudio</c> does.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single.</description></item>
    /// <item><term>Output column</term><description>The same type, with the sample rate.</description></item>
    /// <item><term>Needs training</term><description>No: the noise is measured on each clip.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>A sample that is NaN or infinite throws a <see cref="RowException"/>. An empty clip stays empty. Fitting throws
    /// <see cref="ArgumentException"/> where the sample rate is unknown.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static ReduceNoiseEstimator ReduceNoise(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        NoiseReductionOptions? options = null,
        int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ReduceNoiseEstimator(new ReduceNoiseTransformer(outputColumnName, inputColumnName, options ?? new NoiseReductionOptions(), sampleRate));
    }

    /// <summary>Makes variants of the clips that a pipeline is fitted on: stretched, pitch-shifted, moved, noisy, louder or softer. Clips
    /// to score stay as they are.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the samples; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Which changes, how often and how far, and the seed; null for the defaults.</param>
    /// <param name="sampleRate">Samples per second; null to take the rate that the column carries, as one from <c>LoadAudio</c> does.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector or VarVector of Single.</description></item>
    /// <item><term>Output column</term><description>VarVector&lt;Single&gt;; the same type as the input where the time is not stretched
    /// (<see cref="AugmentOptions.StretchProbability"/> 0). With the sample rate.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>Only the very data that was fitted on is augmented, which is what the later estimators of the same chain learn from;
    /// test data, a <c>PredictionEngine</c> and a loaded model see clips unchanged (<see cref="AugmentAudioOptions.TrainingOnly"/>). To
    /// keep it so, do not transform by hand the view that the component itself was fitted on.</para>
    /// <para>A variant is drawn from the seed and the row's id: the same in every pass, whatever the order and the threads. A sample that is NaN
    /// or infinite throws a <see cref="RowException"/>. An empty clip stays empty.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AugmentAudioEstimator AugmentAudio(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        AugmentAudioOptions? options = null,
        int? sampleRate = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new AugmentAudioEstimator(new AugmentAudioTransformer(outputColumnName, inputColumnName, options ?? new AugmentAudioOptions(), sampleRate));
    }
}
