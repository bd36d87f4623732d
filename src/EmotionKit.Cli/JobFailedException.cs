namespace EmotionKit.Cli;

/// <summary>The job failed for a reason that is said in full: exit code <see cref="ExitCode.Failed"/>.</summary>
internal sealed class JobFailedException(string message, Exception? inner = null) : Exception(message, inner);
