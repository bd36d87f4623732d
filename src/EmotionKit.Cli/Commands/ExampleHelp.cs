using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EmotionKit.Cli.Commands;

/// <summary>The help of a command, with examples below.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        IReadOnlyList<Example> examples = Examples.Of(parseResult.CommandResult.Command);
        if (examples.Count == 0)
            return code;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (Example example in examples)
        {
            if (example.What.Length > 0)
                output.WriteLine($"  {example.What}");
            output.WriteLine($"    {Examples.Line(example)}");
        }
        output.WriteLine();
        return code;
    }
}
