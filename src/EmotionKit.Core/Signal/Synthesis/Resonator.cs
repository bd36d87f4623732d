namespace EmotionKit.Signal;

/// <summary>A formant: a two-pole filter with gain 1 at 0 Hz (Klatt 1980, "Software for a cascade/parallel formant synthesizer").</summary>
internal struct Resonator
{
    private double _a, _b, _c, _last, _secondLast;

    public void Tune(double frequency, double bandwidth, double sampleRate)
    {
        double radius = Math.Exp(-Math.PI * bandwidth / sampleRate);
        _c = -radius * radius;
        _b = 2 * radius * Math.Cos(2 * Math.PI * frequency / sampleRate);
        _a = 1 - _b - _c;
    }

    public double Next(double input)
    {
        double output = _a * input + _b * _last + _c * _secondLast;
        _secondLast = _last;
        _last = output;
        return output;
    }
}
