using EmotionKit.Calibration;
using EmotionKit.Trainers;

namespace EmotionKit.Credit;

/// <summary>Of a calibrated model: its contributions carried through the curve.</summary>
internal sealed class CalibratedAttribution(CalibratedTransformer calibrated) : Attribution
{
    private readonly Attribution _inner = AttributionOf.Model(calibrated.Model);

    public override int Columns => _inner.Columns;

    public override bool IsProbability => true;

    public override void Explain(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        _inner.Explain(rows, contributions, starts);
        Rescale(contributions, starts, Calibrate);
    }

    private double Calibrate(double value)
    {
        bool wantsLogOdds = calibrated.Calibrator.Method == CalibrationMethod.Platt;
        if (_inner.IsProbability && wantsLogOdds)
            value = LogOdds(value);
        else if (!_inner.IsProbability && !wantsLogOdds)
            value = Probability(value);
        if (wantsLogOdds)
            value = Math.Clamp(value, -MetaFeatures.LargestLogOdds, MetaFeatures.LargestLogOdds);
        return calibrated.Calibrator.Calibrate(value);
    }
}
