namespace EmotionKit.Corpora;

/// <summary>Pichora-Fuller and Dupuis, Toronto Emotional Speech Set (2020): speaker_word_emotion.</summary>
internal sealed class TessCorpus : NamedCorpus
{
    public override string Name => "tess";

    protected override string Pattern => "speaker_word_emotion, such as OAF_back_angry";

    protected override SpeechRecording? Read(RecordingFile file, ref string? problem)
    {
        string[] parts = file.Name.Split('_');
        if (parts.Length != 3 || parts[1].Length == 0)
            return null;
        // One file of the original is named OA_bite_neutral.
        string? speaker = parts[0].ToUpperInvariant() switch { "OAF" or "OA" => "OAF", "YAF" => "YAF", _ => null };
        string? label = parts[2].ToLowerInvariant() switch
        {
            "neutral" or "happy" or "sad" or "angry" or "fear" or "disgust" => parts[2].ToLowerInvariant(),
            "ps" or "surprise" or "surprised" => "surprise",
            _ => null,
        };
        if (speaker is null)
            problem = $"expected the speaker OAF or YAF, got '{parts[0]}'";
        else if (label is null)
            problem = $"expected the emotion angry, disgust, fear, happy, neutral, ps or sad, got '{parts[2]}'";
        return speaker is null || label is null
            ? null
            : new SpeechRecording { Label = label, Speaker = speaker, Gender = "female", Sentence = parts[1] };
    }
}
