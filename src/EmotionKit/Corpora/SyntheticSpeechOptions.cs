using EmotionKit.Signal;

namespace EmotionKit.Corpora;

/// <summary>Options of <see cref="SpeechCorpus.Synthetic"/>.</summary>
public sealed record SyntheticSpeechOptions
{
    /// <summary>Number of speakers, 1 to 999; the even ones have a woman's voice. Default 8.</summary>
    public int Speakers { get; init; } = 8;

    /// <summary>Sentences that each speaker says in each emotion, 1 to 999. Default 4.</summary>
    public int Sentences { get; init; } = 4;

    /// <summary>The emotions, each at most once. Default: the eight of <see cref="SyntheticEmotion"/>.</summary>
    public IReadOnlyList<SyntheticEmotion> Emotions { get; init; } = Enum.GetValues<SyntheticEmotion>();

    /// <summary>Another seed is another population of speakers and other sentences. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(Speakers, 1, 999);
        Check.InRange(Sentences, 1, 999);
        ArgumentNullException.ThrowIfNull(Emotions);
        if (Emotions.Count == 0 || Emotions.Distinct().Count() != Emotions.Count)
            throw new ArgumentException("Emotions: expected at least one emotion, and each at most once.", nameof(Emotions));
        foreach (SyntheticEmotion emotion in Emotions)
            Check.Defined(emotion, nameof(Emotions));
    }
}
