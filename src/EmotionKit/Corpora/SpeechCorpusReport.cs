namespace EmotionKit.Corpora;

/// <summary>What a scan of a folder found.</summary>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Folder">The folder scanned.</param>
/// <param name="Recordings">The recordings, in the order of their paths below the folder (ordinal); those of a table in its order.</param>
/// <param name="Problems">Folders that cannot be listed, then audio files that do not fit, in the same order. Files that are no audio by their extension are not mentioned.</param>
public sealed record SpeechCorpusReport(
    string Corpus, string Folder, IReadOnlyList<SpeechRecording> Recordings, IReadOnlyList<SpeechCorpusProblem> Problems);
