using System.Diagnostics;
using EmotionKit.Cli.Completion;

namespace EmotionKit.Cli.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Shells() => [.. CompletionScripts.All.Select(script => script.Key)];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_script_of_each_shell_asks_the_program(string shell)
    {
        CliRun run = (await CliRun.Of("completion", shell)).Expect(ExitCode.Success);
        Assert.Contains("[suggest:", run.Out);
        Assert.Contains("emotionkit", run.Out);
    }

    [Theory]
    [InlineData("error: SHELL: expected one of bash, zsh, pwsh, fish, got 'bsah'; did you mean 'bash'?", "bsah")]
    [InlineData("error: SHELL: expected one of bash, zsh, pwsh, fish, got 'tcsh'", "tcsh")]
    public async Task A_shell_that_is_none_is_answered_with_those_there_are(string expected, string shell) =>
        Assert.StartsWith(expected, (await CliRun.Of("completion", shell)).Expect(ExitCode.WrongUsage).Error);

    // What a user gets who has typed the line and presses Tab; an empty list leaves files to bash.
    [Theory]
    [InlineData("emotionkit tr", "train")]
    [InlineData("emotionkit train ", "credit", "digits", "speech")]
    [InlineData("emotionkit train speech --trainer ", "cnn-lstm", "hybrid", "logistic", "lstm")]
    [InlineData("emotionkit train speech --trainer c", "cnn-lstm")]
    [InlineData("emotionkit train speech --data x --corpus t", "tess")]
    [InlineData("emotionkit corpus x --ver", "--verbose")]
    [InlineData("emotionkit completion z", "zsh")]
    [InlineData("emotionkit predict ")]
    [InlineData("emotionkit predict model.ekm cl")]
    public async Task Bash_completes_verbs_options_and_values_and_leaves_files_alone(string line, params string[] expected)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("needs bash");
            return;
        }
        File.WriteAllText(_folder["emotionkit"], $"#!/bin/sh\nexec dotnet '{CliProcess.Assembly}' \"$@\"\n");
        File.SetUnixFileMode(_folder["emotionkit"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // As bash calls a completion function; the last word is the one that the cursor is in.
        string script = """
            set -u
            PATH="$1:$PATH"
            source <(emotionkit completion bash)
            COMP_LINE=$2 COMP_POINT=${#2}
            read -ra COMP_WORDS <<< "$2"
            [[ $2 == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            [[ $(complete -p emotionkit) == 'complete -o default -F _emotionkit emotionkit' ]] || exit 9
            _emotionkit
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script, "test", _folder.Path, line]) { RedirectStandardOutput = true })!;
        string answer = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
        Assert.Equal(expected, answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
