using EmotionKit.Corpora;

namespace EmotionKit.Cli.Speech;

/// <summary>What a model says of one recording, or why it says nothing.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Predicted">Index of the most probable class; -1 with an error.</param>
/// <param name="Scores">Probability of each class; empty with an error.</param>
/// <param name="Error">One line, or null.</param>
internal sealed record ScoredRecording(SpeechRecording Recording, int Predicted, float[] Scores, string? Error);
