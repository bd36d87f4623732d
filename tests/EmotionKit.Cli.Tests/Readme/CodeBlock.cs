namespace EmotionKit.Cli.Tests.Readme;

/// <summary>A block of C# in a page.</summary>
/// <param name="Code">The block.</param>
/// <param name="Given">Fields that a comment before it declares, as <c>&lt;!-- given: IDataView loans, string folder --&gt;</c>; empty for none.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
public sealed record CodeBlock(string Code, string Given, int Line);
