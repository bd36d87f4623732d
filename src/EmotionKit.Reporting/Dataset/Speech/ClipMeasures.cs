namespace EmotionKit.Reporting;

/// <summary>What was measured in one recording.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="Format">Codec, rate, channels and bits.</param>
/// <param name="SampleRate">Samples per second as recorded.</param>
/// <param name="RmsDb">Root mean square of all channels in dBFS: a square wave at full scale is 0. Negative infinity for nothing but zeros.</param>
/// <param name="PeakDb">The largest sample likewise.</param>
/// <param name="Clipped">Samples in runs of three or more at full scale.</param>
/// <param name="Silence">Share of the recording that is 30 dB or more below its loudest frame, 0 to 1.</param>
/// <param name="Mfcc">Mean of each coefficient over the frames; null for a recording without samples.</param>
/// <param name="Warning">What was odd about the file, or null.</param>
internal sealed record ClipMeasures(
    double Seconds, string Format, int SampleRate, double RmsDb, double PeakDb, long Clipped, double Silence, double[]? Mfcc, string? Warning);
