namespace EmotionKit.Signal;

/// <summary>A made-up sentence: what is said, without how. The same for every speaker and emotion.</summary>
internal sealed class Sentence
{
    private readonly List<SentencePhone> _phones = [];

    public Sentence(ref DeterministicRandom random)
    {
        int syllables = 6 + random.Next(4);
        int stressAt = random.Next(2);
        for (int i = 0; i < syllables; i++)
        {
            bool stressed = i % 2 == stressAt;
            _phones.Add(new(Phone.Onsets[random.Next(Phone.Onsets.Length)], false, false));
            _phones.Add(new(Phone.Vowels[random.Next(Phone.Vowels.Length)], true, stressed));
            int coda = random.Next(2 * Phone.Codas.Length);
            if (coda > 0 && coda < Phone.Codas.Length)
                _phones.Add(new(Phone.Codas[coda], false, false));
        }
    }

    public IReadOnlyList<SentencePhone> Phones => _phones;
}
