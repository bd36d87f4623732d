namespace EmotionKit.Cli;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The job failed, in whole or for some of its files, or was stopped.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or an option's value, is wrong; nothing was done.</summary>
    public const int WrongUsage = 2;
}
