namespace EmotionKit.Cli;

/// <summary>What the user asked for makes no sense, found after parsing: exit code <see cref="ExitCode.WrongUsage"/>.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
