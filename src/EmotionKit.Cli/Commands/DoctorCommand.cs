using System.CommandLine;
using System.Reflection;
using EmotionKit.Cli.Doctor;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using Spectre.Console;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit doctor</c>: what this machine has, and what would help.</summary>
internal static class DoctorCommand
{
    private static readonly Func<Finding>[] Checks =
    [
        MachineChecks.Runtime, MachineChecks.Processor, MachineChecks.Memory, MachineChecks.Temporary,
        OnnxChecks.Runtime, CudaChecks.Cuda, DataChecks.SndFile, DataChecks.Mnist, DataChecks.DataSets,
    ];

    public static string Version =>
        typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static Command Create(Terminal terminal)
    {
        Option<string?> json = SharedOptions.Json();
        var command = new Command("doctor", "Say what this machine has: runtime, processor, ONNX Runtime and CUDA, libsndfile, data.") { json };
        command.SetAction((parsed, stop) =>
        {
            string? target = parsed.GetValue(json);
            if (target is not null)
                OutputFolder.Prepare(target);
            var findings = new List<Finding>();
            foreach (Func<Finding> check in Checks)
            {
                stop.ThrowIfCancellationRequested();
                findings.Add(check());
            }
            bool sound = findings.All(finding => finding.State != FindingState.Broken);
            Show(findings, sound, terminal, beside: target == JsonOutput.StandardOutput);
            if (target is not null)
                JsonOutput.Write(target, new { Version, Sound = sound, Checks = findings }, terminal);
            return Task.FromResult(sound ? ExitCode.Success : ExitCode.Failed);
        });
        return command;
    }

    private static void Show(List<Finding> findings, bool sound, Terminal terminal, bool beside)
    {
        Action<string> line = beside ? terminal.Note : terminal.Line;
        line($"EmotionKit {Version}");
        Table table = new Table().Border(TableBorder.Simple).AddColumns("", "what", "found");
        foreach (Finding finding in findings)
        {
            string mark = finding.State switch { FindingState.Fine => "ok", FindingState.Missing => "-", _ => "BROKEN" };
            table.AddRow(new Text(mark), new Text(finding.Name), new Text(finding.Text));
        }
        terminal.Table(table, beside);
        foreach (Finding finding in findings.Where(finding => finding.ToDo is not null))
            line($"{finding.Name}: {finding.ToDo}");
        if (sound)
            line("Everything that EmotionKit needs is here.");
        else
            terminal.Fail($"does not work: {string.Join(", ", findings.Where(finding => finding.State == FindingState.Broken).Select(finding => finding.Name))}");
    }
}
