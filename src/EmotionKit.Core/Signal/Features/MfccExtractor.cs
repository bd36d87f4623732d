using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Mel-frequency cepstral coefficients; see <see cref="MfccOptions"/> for the presets and what they equal.</summary>
public sealed unsafe class MfccExtractor : IFrameFeature
{
    private readonly LogMelEngine _engine;
    private readonly CosineTransform _transform;
    private readonly bool _useEnergy;
    private readonly float _energyFloor;
    private readonly ScratchPool<FrameScratch> _scratch = new(() => new FrameScratch());

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="MfccOptions.Librosa"/>.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MfccExtractor(MfccOptions? options, int sampleRate)
    {
        options ??= MfccOptions.Librosa;
        _engine = new LogMelEngine(options, sampleRate, SimdWidths.Best);
        _transform = new CosineTransform(options);
        _useEnergy = options.UseEnergy;
        _energyFloor = (float)options.AMin;
        Width = options.NMfcc;
        Names = FeatureNames.Numbered("mfcc", Width);
    }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames)
    {
        int count = FrameCount(samples.Length), lanes = _engine.Plan.Lanes;
        FeatureInput.Check(samples, frames, count, Width);
        FrameScratch scratch = _scratch.Rent();
        LogRange range = _engine.Run(samples, scratch, log: true, _useEnergy);
        scratch.Results.Reserve((Width + _transform.ScratchRows) * lanes);
        float* results = scratch.Results.Pointer;
        for (int first = 0; first < count; first += lanes)
        {
            int part = Math.Min(lanes, count - first);
            float* rows = scratch.Kept.Pointer + (nint)(first / lanes) * _engine.GroupLength;
            _transform.Apply(rows, range.Floor, range.Reference, lanes, results, results + Width * lanes, _engine.Limit);
            Span<float> target = frames.Slice(first * Width, part * Width);
            LaneRows.ToFrames(results, lanes, Width, part, target);
            if (_useEnergy)
            {
                float* energy = rows + _engine.Bands * lanes;
                for (int lane = 0; lane < part; lane++)
                    target[lane * Width] = MathF.Log(MathF.Max(energy[lane], _energyFloor));
            }
        }
        _scratch.Return(scratch);
    }
}
