using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>Gives training rows anew for each epoch.</summary>
internal sealed class EpochSource : IDisposable
{
    private readonly NetworkExamples _examples;
    private readonly SequenceTrim _trim;
    private readonly RowAugmenter? _augment;
    private readonly ClipFeatures? _clips;
    private readonly ThreadLocal<float[]> _variant;

    private EpochSource(NetworkExamples examples, SequenceTrim trim, RowAugmenter? augment, ClipFeatures? clips)
    {
        _trim = trim;
        _examples = examples;
        _augment = augment;
        _clips = clips;
        _variant = new ThreadLocal<float[]>(() => new float[examples.Row(0).Length]);
    }

    /// <summary>The source that the options ask for, or null for the rows as they are.</summary>
    public static EpochSource? Create(NeuralTrainerOptions options, Shape shape, SequenceTrim trim, NetworkExamples examples, Func<ClipFeatures> openClips)
    {
        if (options.Waveform is not null)
            return new EpochSource(examples, trim, null, openClips());
        return options.AugmentRows(shape) is { } augment ? new EpochSource(examples, trim, augment, null) : null;
    }

    /// <inheritdoc cref="FeatureSource"/>
    public ReadOnlyMemory<float> Features(int epoch, int row, long seed)
    {
        ReadOnlyMemory<float> features = _examples.Row(row);
        if (_clips is not null)
            return _trim.Apply(_clips.Augment(row, seed, features));
        float[] variant = _variant.Value!;
        _augment!(features.Span, variant, seed);
        return variant;
    }

    public void Dispose()
    {
        _variant.Dispose();
        _clips?.Dispose();
    }
}
