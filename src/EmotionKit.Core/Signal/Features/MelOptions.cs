namespace EmotionKit.Signal;

/// <summary>Options of a mel spectrogram; the defaults give <c>librosa.feature.melspectrogram</c>.</summary>
public sealed record MelOptions : MelBandOptions
{
    /// <summary>Whether the logarithm of <see cref="MelBandOptions.LogKind"/> is taken (<c>librosa.power_to_db</c>).</summary>
    public bool Log { get; init; }

    private protected override bool TakesLogarithm => Log;
}
