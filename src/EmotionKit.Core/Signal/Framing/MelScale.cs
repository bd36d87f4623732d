namespace EmotionKit.Signal.Framing;

/// <summary>The mel scale: HTK's, or Slaney's (Auditory Toolbox, 1998), which is linear below 1 kHz.</summary>
internal readonly record struct MelScale(bool Htk)
{
    private const double HertzPerMel = 200.0 / 3;
    private const double BreakHertz = 1000;
    private const double BreakMel = BreakHertz / HertzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    public double FromHertz(double hertz)
    {
        if (Htk)
            return 2595 * Math.Log10(1 + hertz / 700);
        return hertz < BreakHertz ? hertz / HertzPerMel : BreakMel + Math.Log(hertz / BreakHertz) / LogStep;
    }

    public double ToHertz(double mel)
    {
        if (Htk)
            return 700 * (Math.Pow(10, mel / 2595) - 1);
        return mel < BreakMel ? mel * HertzPerMel : BreakHertz * Math.Exp(LogStep * (mel - BreakMel));
    }
}
