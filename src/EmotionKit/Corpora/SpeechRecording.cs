namespace EmotionKit.Corpora;

/// <summary>One row of a speech corpus. Every column is text; what a corpus does not say is empty.</summary>
public sealed record SpeechRecording
{
    /// <summary>Where the file is: the scanned folder and the path below it.</summary>
    public string Path { get; init; } = "";

    /// <summary>What is felt: for the built-in corpora neutral, calm, happy, sad, angry, fear, disgust, surprise or boredom.</summary>
    public string Label { get; init; } = "";

    /// <summary>Who speaks, prefixed by the corpus so that corpora can be joined: "ravdess_01", "tess_OAF".</summary>
    public string Speaker { get; init; } = "";

    /// <summary>"male" or "female".</summary>
    public string Gender { get; init; } = "";

    /// <summary>What is said, in the corpus' own code: "01", "a04", "DFA", for TESS the word.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>How strongly: RAVDESS "normal" or "strong"; CREMA-D "low", "medium", "high" or "unspecified".</summary>
    public string Intensity { get; init; } = "";

    /// <summary>Where it comes from: "ravdess", "tess", "cremad", "emodb", "savee", "synthetic", or as the corpus was named.</summary>
    public string Corpus { get; init; } = "";
}
