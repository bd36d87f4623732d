namespace EmotionKit.Sequences;

/// <summary>How sequences are brought to one length. As <c>keras.utils.pad_sequences</c>, whose defaults are to pad and to cut at
/// the start; here both are at the end.</summary>
public sealed record PadSequenceOptions
{
    /// <summary>Frames of the result, 1 or more. Default 180.</summary>
    public int Frames { get; init; } = 180;

    /// <summary>Where a shorter sequence is filled up. Default end.</summary>
    public SequenceSide Padding { get; init; } = SequenceSide.End;

    /// <summary>Where a longer sequence is cut. Default end.</summary>
    public SequenceSide Truncation { get; init; } = SequenceSide.End;

    /// <summary>What the added frames hold, finite. Default 0.</summary>
    public float Value { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.AtLeast(Frames, 1);
        Check.Defined(Padding);
        Check.Defined(Truncation);
        Check.Finite(Value);
    }
}
