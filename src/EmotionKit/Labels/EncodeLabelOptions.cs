namespace EmotionKit.Labels;

/// <summary>Options of <c>ml.Transforms.EncodeLabel</c>.</summary>
public sealed record EncodeLabelOptions
{
    /// <summary>What a label becomes that was not there in fitting. Default <see cref="UnseenLabel.Missing"/>.</summary>
    public UnseenLabel Unseen { get; init; } = UnseenLabel.Missing;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is not defined.</exception>
    public void Validate() => Check.Defined(Unseen);
}
