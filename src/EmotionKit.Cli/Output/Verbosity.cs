namespace EmotionKit.Cli.Output;

/// <summary>How much is said beside the result.</summary>
internal enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    /// <summary>Remarks, warnings and progress too.</summary>
    Normal,

    /// <summary>Also what is done in between, and the stack trace of an error.</summary>
    Verbose,
}
