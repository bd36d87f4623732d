namespace EmotionKit.Signal;

/// <summary>What a <see cref="SyntheticVoice"/> acts out: the eight categories of RAVDESS.</summary>
public enum SyntheticEmotion
{
    /// <summary>No emotion: the speaker's own pitch, rate and loudness.</summary>
    Neutral,

    /// <summary>Softer, slower, a little lower and flatter than neutral.</summary>
    Calm,

    /// <summary>Higher with wide movements, louder, brighter.</summary>
    Happy,

    /// <summary>Slow, soft, breathy, low and flat, falling.</summary>
    Sad,

    /// <summary>Loud, tense and bright, high with sharp accents, fast.</summary>
    Angry,

    /// <summary>Very high but narrow, trembling, fast, breathy.</summary>
    Fear,

    /// <summary>Slow, low, creaky, falling.</summary>
    Disgust,

    /// <summary>High with the widest movements, rising at the end.</summary>
    Surprise,
}
