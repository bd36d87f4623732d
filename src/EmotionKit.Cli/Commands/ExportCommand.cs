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
            Description = "Where to write the ONNX graph. What comes before and after it is in its metadata.",
            HelpName = "OUT",
            Required = true,
        };
        var command = new Command("export", "Write a model's ONNX graph, for other programs.") { file, onnx };
        command.SetAction((parsed, stop) =>
        {
            string path = parsed.GetRequiredValue(file), target = parsed.GetRequiredValue(onnx);
            if (target == JsonOutput.StandardOutput)
                throw new UsageException("--onnx: a graph is not written to standard output; name a file.");
            OutputFolder.Prepare(target);
            var ml = new MLContext();
            (ITransformer model, _) = ModelFile.Load(ml, path);
            try
            {
                ml.Model.ExportOnnx(model, target);
            }
            catch (ArgumentException e)
            {
                throw new JobFailedException(ErrorText.OneLine(e, path), e);
            }
            terminal.Line($"{target} ({new FileInfo(target).Length / 1024:N0} KiB)");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
