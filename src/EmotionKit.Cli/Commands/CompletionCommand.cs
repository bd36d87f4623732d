using System.CommandLine;
using EmotionKit.Cli.Completion;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit completion</c>: the script that lets a shell complete verbs, options and values.</summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal)
    {
        string[] shells = [.. CompletionScripts.All.Select(script => script.Key)];
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", shells)}." };
        shell.CompletionSources.Add(shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value is var name && !shells.Contains(name, StringComparer.OrdinalIgnoreCase))
                result.AddError($"SHELL: expected one of {string.Join(", ", shells)}, got '{name}'{NearestName.Hint(name, shells)}");
        });
        Option<string?> json = SharedOptions.Json();
        var command = new Command("completion", "Print the script that lets a shell complete verbs, options and values.") { shell, json };
        command.SetAction((parsed, _) =>
        {
            string name = parsed.GetRequiredValue(shell);
            (string known, string script) = CompletionScripts.All.Single(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            string? target = parsed.GetValue(json);
            if (target != JsonOutput.StandardOutput)
                terminal.Out.Write(script);
            if (target is not null)
            {
                OutputFolder.Prepare(target);
                JsonOutput.Write(target, new { Shell = known, Script = script }, terminal);
            }
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
