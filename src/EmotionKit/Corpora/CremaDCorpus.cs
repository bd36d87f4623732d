using System.Collections.Frozen;
using System.Globalization;

namespace EmotionKit.Corpora;

/// <summary>Cao et al., CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset (2014): actor_sentence_emotion_level.</summary>
internal sealed class CremaDCorpus : NamedCorpus
{
    private const int FirstActor = 1001;
    private const int LastActor = 1091;

    // The 43 actresses among actors 1001 to 1091, by VideoDemographics.csv of the corpus' repository.
    private static readonly FrozenSet<int> Women = new[]
    {
        1002, 1003, 1004, 1006, 1007, 1008, 1009, 1010, 1012, 1013, 1018, 1020, 1021, 1024, 1025, 1028, 1029, 1030, 1037, 1043, 1046,
        1047, 1049, 1052, 1053, 1054, 1055, 1056, 1058, 1060, 1061, 1063, 1072, 1073, 1074, 1075, 1076, 1078, 1079, 1082, 1084, 1089, 1091,
    }.ToFrozenSet();

    public override string Name => "cremad";

    protected override string Pattern => "actor_sentence_emotion_level, such as 1001_DFA_ANG_XX";

    protected override SpeechRecording? Read(RecordingFile file, ref string? problem)
    {
        string[] parts = file.Name.Split('_');
        if (parts.Length != 4 || !IsNumber(parts[0], 4) || parts[1].Length != 3)
            return null;
        int actor = int.Parse(parts[0], CultureInfo.InvariantCulture);
        string? label = parts[2].ToUpperInvariant() switch
        {
            "ANG" => "angry",
            "DIS" => "disgust",
            "FEA" => "fear",
            "HAP" => "happy",
            "NEU" => "neutral",
            "SAD" => "sad",
            _ => null,
        };
        string? level = parts[3].ToUpperInvariant() switch
        {
            "LO" => "low",
            "MD" => "medium",
            "HI" => "high",
            // One file of the original is named 1040_ITH_SAD_X.
            "XX" or "X" => "unspecified",
            _ => null,
        };
        if (actor is < FirstActor or > LastActor)
            problem = $"expected an actor from {FirstActor} to {LastActor}, got {actor}";
        else if (label is null)
            problem = $"expected the emotion ANG, DIS, FEA, HAP, NEU or SAD, got '{parts[2]}'";
        else if (level is null)
            problem = $"expected the level LO, MD, HI or XX, got '{parts[3]}'";
        if (problem is not null)
            return null;
        return new SpeechRecording
        {
            Label = label!,
            Speaker = parts[0],
            Gender = Women.Contains(actor) ? "female" : "male",
            Sentence = parts[1].ToUpperInvariant(),
            Intensity = level!,
        };
    }
}
