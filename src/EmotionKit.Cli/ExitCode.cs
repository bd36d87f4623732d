namespace EmotionKit.Cli;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The job failed, in whole or for some of its files.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or an option's value, is wrong; nothing was done.</summary>
    public const int WrongUsage = 2;

    /// <summary>Ctrl-C: what was finished is kept. As shells have it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM: what was finished is kept.</summary>
    public const int Terminated = 143;
}
