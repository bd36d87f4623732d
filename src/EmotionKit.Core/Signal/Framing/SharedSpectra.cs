using EmotionKit.Numerics;

namespace EmotionKit.Signal.Framing;

/// <summary>Several extractors over one Fourier transform: the same bits as each gives alone. Holds scratch memory; used by one thread at
/// a time.</summary>
internal sealed unsafe class SharedSpectra
{
    private readonly ISpectralFeature[] _features;
    private readonly SpectralConsumer[] _consumers;
    private readonly SpectralEngine _spectra;
    private readonly AlignedBuffer<float> _copy = new();

    /// <param name="features">At least one; each wants the same spectra as the first, see <see cref="CanShare"/>.</param>
    public SharedSpectra(params ISpectralFeature[] features)
    {
        _features = features;
        _consumers = new SpectralConsumer[features.Length];
        _spectra = features[0].Spectra!;
    }

    /// <summary>Gives the memory for the frames of feature number <paramref name="index"/>.</summary>
    public delegate Span<float> Target<TState>(scoped ref TState state, int index, int length)
        where TState : allows ref struct;

    /// <summary>Whether both work on the same numbers: equal frames, window, padding and precision.</summary>
    public static bool CanShare(ISpectralFeature one, ISpectralFeature other) =>
        one.Spectra is { } a && other.Spectra is { } b && a.Plan.GivesSameSpectra(b.Plan);

    /// <summary>One extractor alone.</summary>
    public static void Extract(ISpectralFeature feature, ReadOnlySpan<float> samples, Span<float> frames)
    {
        int count = feature.FrameCount(samples.Length);
        FeatureInput.Check(samples, frames, count, feature.Width);
        if (count == 0)
            return;
        SpectralConsumer consumer = feature.Rent();
        fixed (float* target = frames)
        {
            consumer.Begin(count, target);
            feature.Spectra?.Process(samples, consumer.Scratch, consumer.UsesEnergy, ref consumer,
                static (ref consumer, power, energy, first, count) => consumer.Accept(power, energy, first, count));
            consumer.End(samples);
        }
        feature.Return(consumer);
    }

    /// <summary>All extractors on one clip.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="state">Passed to <paramref name="target"/>.</param>
    /// <param name="target">Asked once for every feature, in order.</param>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public void Extract<TState>(ReadOnlySpan<float> samples, ref TState state, Target<TState> target)
        where TState : allows ref struct
    {
        FeatureInput.Finite(samples);
        for (int i = 0; i < _features.Length; i++)
            _consumers[i] = _features[i].Rent();
        Begin(samples, ref state, target, 0);
        for (int i = 0; i < _features.Length; i++)
            _features[i].Return(_consumers[i]);
    }

    // One call per feature, so that the memory of all of them is fixed at the same time.
    private void Begin<TState>(ReadOnlySpan<float> samples, ref TState state, Target<TState> target, int index)
        where TState : allows ref struct
    {
        if (index == _features.Length)
        {
            Run(samples);
            return;
        }
        int count = _features[index].FrameCount(samples.Length);
        fixed (float* frames = target(ref state, index, checked(count * _features[index].Width)))
        {
            if (count > 0)
                _consumers[index].Begin(count, frames);
            Begin(samples, ref state, target, index + 1);
        }
    }

    private void Run(ReadOnlySpan<float> samples)
    {
        if (_features[0].FrameCount(samples.Length) == 0)
            return;
        bool energy = Array.Exists(_consumers, static consumer => consumer.UsesEnergy);
        SharedSpectra self = this;
        _spectra.Process(samples, _consumers[0].Scratch, energy, ref self,
            static (ref self, power, energy, first, count) => self.Accept(power, energy, first, count));
        foreach (SpectralConsumer consumer in _consumers)
            consumer.End(samples);
    }

    private void Accept(float* power, float* energy, int first, int count)
    {
        int length = _spectra.Plan.Bins * _spectra.Plan.Lanes;
        for (int i = 0; i < _consumers.Length; i++)
        {
            SpectralConsumer consumer = _consumers[i];
            float* rows = power;
            if (consumer.SpoilsPower && i < _consumers.Length - 1)
            {
                _copy.Reserve(length);
                rows = _copy.Pointer;
                new ReadOnlySpan<float>(power, length).CopyTo(new Span<float>(rows, length));
            }
            consumer.Accept(rows, consumer.UsesEnergy ? energy : null, first, count);
        }
    }
}
