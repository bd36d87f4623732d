using System.CommandLine;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using Microsoft.ML;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit export</c>: writes what a model scores with as an ONNX file.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = SharedOptions.Model();
        var onnx = new Option<string>("--onnx")
        {
            Description = "Where to write the ONNX graph. Inputs, and what comes before and after it, are in its metadata.",
            HelpName = "OUT",
            Required = true,
        };
        Option<string?> json = SharedOptions.Json();
        var command = new Command("export", "Write a model's ONNX graph, for other programs.") { file, onnx, json };
        command.SetAction((parsed, stop) =>
        {
            string path = parsed.GetRequiredValue(file), target = parsed.GetRequiredValue(onnx);
            if (target == JsonOutput.StandardOutput)
                throw new UsageException("--onnx: a graph is not written to standard output; name a file.");
            string? facts = parsed.GetValue(json);
            OutputFolder.Prepare(target);
            if (facts is not null)
                OutputFolder.Prepare(facts);
            var ml = new MLContext();
            (ITransformer model, DataViewSchema input) = ModelFile.Load(ml, path);
            try
            {
                ml.Model.ExportOnnx(model, input, target);
            }
            catch (ArgumentException e)
            {
                throw new JobFailedException(ErrorText.OneLine(e, path), e);
            }
            long bytes = new FileInfo(target).Length;
            if (facts != JsonOutput.StandardOutput)
                terminal.Line($"{target} ({bytes / 1024:N0} KiB)");
            if (facts is not null)
                JsonOutput.Write(facts, new { Model = path, Onnx = target, Bytes = bytes }, terminal);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
