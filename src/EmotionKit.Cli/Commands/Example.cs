namespace EmotionKit.Cli.Commands;

/// <summary>A command line that a help shows.</summary>
/// <param name="What">What it does, in words.</param>
/// <param name="Arguments">All that comes after <c>emotionkit</c>, as typed into a POSIX shell.</param>
internal sealed record Example(string What, string Arguments);
