namespace EmotionKit.Cli.Tests.Readme;

/// <summary>When a block of a page is run.</summary>
public enum BlockRun
{
    /// <summary>Never: it only compiles.</summary>
    Never,

    /// <summary>With the tests: it follows <c>&lt;!-- run --&gt;</c>.</summary>
    Always,

    /// <summary>With the long tests: it follows <c>&lt;!-- run: long --&gt;</c>, or a block that does.</summary>
    Long,
}
