namespace EmotionKit.Corpora;

/// <summary>
/// Haq and Jackson, Surrey Audio-Visual Expressed Emotion (2009): emotionNN in the folder of one of the four speakers, or
/// speaker_emotionNN.
/// </summary>
internal sealed class SaveeCorpus : NamedCorpus
{
    private static readonly string[] Speakers = ["DC", "JE", "JK", "KL"];

    public override string Name => "savee";

    protected override string Pattern => "speaker_emotionNN such as DC_a01, or emotionNN in a folder DC, JE, JK or KL";

    protected override SpeechRecording? Read(RecordingFile file, ref string? problem)
    {
        int underscore = file.Name.IndexOf('_');
        string? speaker = underscore >= 0 ? KnownSpeaker(file.Name[..underscore]) : SpeakerOfFolder(file);
        string code = file.Name[(underscore + 1)..];
        int letters = 0;
        while (letters < code.Length && char.IsAsciiLetter(code[letters]))
            letters++;
        if (!IsNumber(code.AsSpan(letters), 2))
            return null;
        string? label = code[..letters].ToLowerInvariant() switch
        {
            "a" => "angry",
            "d" => "disgust",
            "f" => "fear",
            "h" => "happy",
            "n" => "neutral",
            "sa" => "sad",
            "su" => "surprise",
            _ => null,
        };
        if (label is null)
            problem = $"expected the emotion a, d, f, h, n, sa or su, got '{code[..letters]}'";
        else if (speaker is null)
            problem = "found no speaker";
        return label is null || speaker is null
            ? null
            : new SpeechRecording { Label = label, Speaker = speaker, Gender = "male", Sentence = code[letters..] };
    }

    private static string? SpeakerOfFolder(RecordingFile file)
    {
        for (int i = file.Folders.Length - 1; i >= 0; i--)
        {
            if (KnownSpeaker(file.Folders[i]) is string speaker)
                return speaker;
        }
        // The scanned folder may itself be a speaker's.
        string? parent = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file.Path)));
        return file.Folders.Length == 0 && parent is not null ? KnownSpeaker(parent) : null;
    }

    private static string? KnownSpeaker(string text) => Array.Find(Speakers, s => s.Equals(text, StringComparison.OrdinalIgnoreCase));
}
