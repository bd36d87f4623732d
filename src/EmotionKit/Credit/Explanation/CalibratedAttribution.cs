using EmotionKit.Calibration;
using EmotionKit.Trainers;

namespace EmotionKit.Credit;

/// <summary>Of a calibrated model: its contributions carried through the curve.</summary>
internal sealed class CalibratedAttribution(CalibratedTransformer calibrated) : Attribution
{
    private readonly Attribution _inner = AttributionOf.Model(calibrated.Model);

    public override int Columns => _inner.Columns;

    public override bool IsProbability => true;

    public override double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        double start = _inner.Explain(row, contributions);
        return Rescale(start, contributions, Calibrate);
    }

    private double Calibrate(double value)
    {
        bool wantsLogOdds = calibrated.Calibrator.Method == CalibrationMethod.Platt;
        if (_inner.IsProbability && wantsLogOdds)
            value = LogOdds(value);
        else if (!_inner.IsProbability && !wantsLogOdds)
            value = 1 / (1 + Math.Exp(-value));
        if (wantsLogOdds)
            value = Math.Clamp(value, -MetaFeatures.LargestLogOdds, MetaFeatures.LargestLogOdds);
        return calibrated.Calibrator.Calibrate(value);
    }
}
