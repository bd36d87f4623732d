using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>From log-mel bands to cepstral coefficients, a group of frames at once.</summary>
internal sealed unsafe class CepstralEngine
{
    private readonly CosineTransform _transform;
    private readonly float _energyFloor;

    public CepstralEngine(MfccOptions options, int sampleRate, SimdWidth limit)
    {
        Bands = new LogMelEngine(options, sampleRate, limit);
        _transform = new CosineTransform(options);
        UsesEnergy = options.UseEnergy;
        _energyFloor = (float)options.AMin;
        Width = options.NMfcc;
    }

    public LogMelEngine Bands { get; }

    /// <summary>Whether coefficient 0 is the logarithm of the frame's energy.</summary>
    public bool UsesEnergy { get; }

    /// <summary>Coefficients per frame.</summary>
    public int Width { get; }

    /// <summary>Transforms the logarithms of a group and writes its first <paramref name="count"/> frames.</summary>
    public void Transform(float* rows, LogRange range, int count, FrameScratch scratch, Span<float> frames)
    {
        int lanes = Bands.Plan.Lanes;
        scratch.Results.Reserve((long)(Width + _transform.ScratchRows) * lanes);
        float* results = scratch.Results.Pointer;
        _transform.Apply(rows, range.Floor, range.Reference, lanes, results, results + Width * lanes, Bands.Limit);
        LaneRows.ToFrames(results, lanes, Width, count, frames);
        if (!UsesEnergy)
            return;
        float* energy = rows + Bands.Bands * lanes;
        for (int lane = 0; lane < count; lane++)
            frames[lane * Width] = MathF.Log(MathF.Max(energy[lane], _energyFloor));
    }
}
