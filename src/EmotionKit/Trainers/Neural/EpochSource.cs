using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>Gives training rows anew for each epoch.</summary>
internal sealed class EpochSource : IDisposable
{
    private readonly NetworkExamples _examples;
    private readonly RowAugmenter? _augment;
    private readonly ClipFeatures? _clips;
    private readonly ThreadLocal<float[]> _variant;

    private EpochSource(NetworkExamples examples, RowAugmenter? augment, ClipFeatures? clips)
    {
        _examples = examples;
        _augment = augment;
        _clips = clips;
        _variant = new ThreadLocal<float[]>(() => new float[examples.Row(0).Length]);
    }

    /// <summary>The source that the options ask for, or null for the rows as they are.</summary>
    public static EpochSource? Create(NeuralTrainerOptions options, Shape shape, NetworkExamples examples, Func<ClipFeatures> openClips)
    {
        if (options.Waveform is not null)
            return new EpochSource(examples, null, openClips());
        return options.AugmentRows(shape) is { } augment ? new EpochSource(examples, augment, null) : null;
    }

    /// <inheritdoc cref="FeatureSource"/>
    public ReadOnlyMemory<float> Features(int epoch, int row, long seed)
    {
        ReadOnlyMemory<float> features = _examples.Row(row);
        if (_clips is not null)
            return _clips.Augment(row, seed, features);
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
