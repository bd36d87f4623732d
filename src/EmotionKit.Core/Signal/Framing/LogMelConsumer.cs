namespace EmotionKit.Signal.Framing;

/// <summary>Collects the mel bands of a clip, or their logarithms, and writes them when the loudest is known.</summary>
internal abstract unsafe class LogMelConsumer(LogMelEngine engine, bool log) : SpectralConsumer
{
    private float* _frames;
    private int _count;
    private float _largest;

    public sealed override bool SpoilsPower => !Engine.KeepsPower;

    protected LogMelEngine Engine { get; } = engine;

    /// <summary>Coefficients per frame.</summary>
    protected abstract int Width { get; }

    public sealed override void Begin(int count, float* frames)
    {
        _count = count;
        _frames = frames;
        _largest = float.MinValue;
        Engine.Reserve(count, Scratch);
    }

    public sealed override void Accept(float* power, float* energy, int first, int count) =>
        _largest = MathF.Max(_largest, Engine.Accept(power, energy, first, Scratch, log));

    public sealed override void End(ReadOnlySpan<float> samples)
    {
        LogRange range = log ? Engine.Range(_largest) : LogRange.Whole;
        int lanes = Engine.Plan.Lanes;
        for (int first = 0; first < _count; first += lanes)
        {
            int part = Math.Min(lanes, _count - first);
            Write(Engine.Rows(first, Scratch), range, part, new Span<float>(_frames + (nint)first * Width, part * Width));
        }
    }

    /// <summary>Writes one group of frames from its rows.</summary>
    protected abstract void Write(float* rows, LogRange range, int count, Span<float> frames);
}
