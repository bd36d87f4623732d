namespace EmotionKit.Audio;

/// <summary>A recording that could not be loaded.</summary>
/// <param name="Row">The row's position in the data that <c>LoadAudio</c> was given, from 0.</param>
/// <param name="Message">What was wrong, with the file's name.</param>
/// <param name="Error">What was thrown.</param>
public sealed record ClipProblem(long Row, string Message, Exception Error);
