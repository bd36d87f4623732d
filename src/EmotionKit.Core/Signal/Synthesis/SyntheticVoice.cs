namespace EmotionKit.Signal;

/// <summary>Makes artificial emotional speech, for tests, demonstrations and machines without recordings. It is a source-filter voice
/// (Klatt 1980) saying made-up syllables, not a person: a model trained on it knows nothing about people.</summary>
/// <remarks>
/// <para>Pitch and its movement, loudness, speaking rate, spectral tilt, breath, jitter and shimmer follow the emotion. Speakers differ in
/// pitch, formants, tempo, voice quality and in how strongly they show an emotion; every recording adds chance of its own. The
/// emotions overlap, as recorded ones do.</para>
/// <para>The same arguments give the same samples, whatever the number of threads. They are rounded to 16 bits, so that machines
/// whose mathematical functions differ in their last bit agree but for a rare sample one step apart.</para>
/// </remarks>
public static class SyntheticVoice
{
    /// <summary>Sample rate of everything rendered, in Hz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Whether a speaker has a woman's voice: the even numbers, as in RAVDESS.</summary>
    public static bool IsFemale(int speaker) => speaker % 2 == 0;

    /// <summary>Renders one recording of about 1 to 3 s with pauses of background noise at both ends.</summary>
    /// <param name="emotion">What is acted out.</param>
    /// <param name="speaker">Who speaks, 0 or above.</param>
    /// <param name="utterance">What is said, 0 or above: the same number is the same sentence from every speaker.</param>
    /// <param name="seed">Another seed is another population of speakers and other sentences.</param>
    /// <returns>Mono samples in -1 to 1 at <see cref="SampleRate"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The emotion is undefined, or a number is negative.</exception>
    public static float[] Render(SyntheticEmotion emotion, int speaker, int utterance, long seed = 0)
    {
        EmotionProsody prosody = EmotionProsody.Of(emotion);
        Check.AtLeast(speaker, 0);
        Check.AtLeast(utterance, 0);

        // Three independent sources of chance: who speaks, what is said, and this recording.
        DeterministicRandom person = DeterministicRandom.For(seed, 3L * speaker);
        DeterministicRandom text = DeterministicRandom.For(seed, 3L * utterance + 1);
        DeterministicRandom take = DeterministicRandom.For(
            DeterministicRandom.For(seed, 3L * speaker + 2).NextSeed(), 8L * utterance + (int)emotion);

        var performance = new Performance(SpeakerTraits.Draw(ref person, IsFemale(speaker)), prosody, ref take);
        SpeechFrame[] track = SpeechTrack.Build(new Sentence(ref text), performance, ref take);
        return SpeechRenderer.Render(track, performance, SampleRate, ref take);
    }

    private static long NextSeed(this DeterministicRandom random) => unchecked((long)random.NextUInt64());
}
