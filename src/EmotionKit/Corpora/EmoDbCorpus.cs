namespace EmotionKit.Corpora;

/// <summary>
/// Burkhardt et al., A Database of German Emotional Speech (2005): two digits for the speaker, three characters for the sentence, a
/// letter for the emotion (of its German name), and one for the version.
/// </summary>
internal sealed class EmoDbCorpus : NamedCorpus
{
    public override string Name => "emodb";

    protected override string Pattern => "speaker, sentence, emotion and version, such as 03a01Fa";

    protected override SpeechRecording? Read(RecordingFile file, ref string? problem)
    {
        string name = file.Name;
        if (name.Length is not (6 or 7) || !IsNumber(name.AsSpan(0, 2), 2) || !char.IsAsciiLetter(name[2]) || !IsNumber(name.AsSpan(3, 2), 2))
            return null;
        if (name.Length == 7 && !char.IsAsciiLetter(name[6]))
            return null;
        string? gender = name[..2] switch
        {
            "03" or "10" or "11" or "12" or "15" => "male",
            "08" or "09" or "13" or "14" or "16" => "female",
            _ => null,
        };
        string? label = char.ToUpperInvariant(name[5]) switch
        {
            'W' => "angry",
            'L' => "boredom",
            'E' => "disgust",
            'A' => "fear",
            'F' => "happy",
            'T' => "sad",
            'N' => "neutral",
            _ => null,
        };
        if (gender is null)
            problem = $"expected the speaker 03 or 08 to 16, got {name[..2]}";
        else if (label is null)
            problem = $"expected the emotion W, L, E, A, F, T or N, got '{name[5]}'";
        return gender is null || label is null
            ? null
            : new SpeechRecording { Label = label, Speaker = name[..2], Gender = gender, Sentence = name[2..5].ToLowerInvariant() };
    }
}
