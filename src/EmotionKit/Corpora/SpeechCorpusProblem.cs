namespace EmotionKit.Corpora;

/// <summary>A file, folder or table row that does not fit its corpus.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="LeftOut">Whether the file is left out of the corpus; if not, it is in and worth a look.</param>
public sealed record SpeechCorpusProblem(string Path, string Message, bool LeftOut);
