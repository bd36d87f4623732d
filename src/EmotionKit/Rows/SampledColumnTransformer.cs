using EmotionKit.Bundles;
using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A row transformer of samples that must know their rate. Not meant to be derived from outside EmotionKit.</summary>
public abstract class SampledColumnTransformer : ColumnTransformer
{
    private const string RateRole = "sampleRate";

    private protected SampledColumnTransformer(string outputColumnName, string? inputColumnName, int? sampleRate)
        : base(outputColumnName, inputColumnName)
    {
        SampleRateHz = sampleRate is { } rate ? Check.AtLeast(rate, 1, nameof(sampleRate)) : null;
    }

    private protected SampledColumnTransformer(ComponentReader reader)
        : base(reader)
    {
        SampleRateHz = reader.OptionalNumber(RateRole);
    }

    internal sealed override TypeRule InputRule => TypeRule.SingleVector;

    /// <summary>The rate that was given, or null to take that of the column.</summary>
    internal int? SampleRateHz { get; }

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        if (SampleRateHz is { } rate)
            writer.Number(RateRole, rate);
    }

    /// <summary>The rate of a column's samples, in Hz.</summary>
    /// <exception cref="ArgumentException">It is unknown, or contradicts what was given.</exception>
    private protected int RateOf(DataViewSchema.Column column) => SampleRate.Of(column, SampleRateHz, ComponentName);
}
