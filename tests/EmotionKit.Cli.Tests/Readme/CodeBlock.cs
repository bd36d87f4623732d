namespace EmotionKit.Cli.Tests.Readme;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands behind the fence; empty for none.</param>
/// <param name="Code">The block.</param>
/// <param name="Given">Fields that a comment before it declares, as <c>&lt;!-- given: IDataView loans, string folder --&gt;</c>; empty for none.</param>
/// <param name="Run">When it is run.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
public sealed record CodeBlock(string Language, string Code, string Given, BlockRun Run, int Line);
