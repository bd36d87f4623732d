using EmotionKit.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Cli.Doctor;

/// <summary>ONNX Runtime, which scores every network: each provider that it lists is tried on a small graph, since the list says only what the build knows of.</summary>
internal static class OnnxChecks
{
    private const string Suffix = "ExecutionProvider", Cpu = "CPU", Cuda = "CUDA", Works = "works";

    public static Finding Runtime()
    {
        var facts = new Dictionary<string, object?>();
        try
        {
            OrtEnv environment = OrtEnv.Instance();
            environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            facts["version"] = environment.GetVersionString();
            string[] listed = [.. environment.GetAvailableProviders().Select(name => name.Replace(Suffix, "", StringComparison.Ordinal))];
            Dictionary<string, string> tried = listed.ToDictionary(name => name, Try);
            facts["providers"] = tried;
            bool works = tried.GetValueOrDefault(Cpu) == Works;
            return new Finding(
                "ONNX Runtime",
                works ? FindingState.Fine : FindingState.Broken,
                $"{environment.GetVersionString()}; {string.Join("; ", tried.Select(provider => $"{provider.Key} {provider.Value}"))}",
                works ? null : "Networks cannot be scored. Reinstall EmotionKit for this platform, and tell of it with the output of 'emotionkit doctor --json'.",
                facts);
        }
        catch (Exception error) when (error is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return new Finding(
                "ONNX Runtime", FindingState.Broken, $"cannot be loaded: {Output.ErrorText.OneLine(error.InnerException ?? error)}",
                "Networks cannot be scored. Its library for this system is missing or cannot be loaded; on Linux it needs glibc, which Alpine does not have.", facts);
        }
    }

    /// <summary>Whether a session with the provider can be made.</summary>
    public static bool CanUseCuda(out string why) => (why = Try(Cuda)) == Works;

    private static string Try(string provider)
    {
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            if (provider == Cuda)
                options.AppendExecutionProvider_CUDA(0);
            else if (provider != Cpu)
                return "is not used by EmotionKit";
            using var session = new InferenceSession(Graph(), options);
            using var input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3 }, [1, 3]);
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, ["x"], [input], ["y"]);
            ReadOnlySpan<float> doubled = results[0].GetTensorDataAsSpan<float>();
            return doubled.SequenceEqual([2, 4, 6]) ? Works : $"computes wrongly: expected 2, 4, 6, got {string.Join(", ", doubled.ToArray())}";
        }
        catch (Exception error) when (error is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return $"does not work: {Output.ErrorText.OneLine(error).TrimEnd('.')}";
        }
    }

    private static byte[] Graph()
    {
        var writer = new OnnxGraphWriter("twice");
        string x = writer.Input("x", OnnxDimension.Batch, 3);
        writer.Output("y", writer.Node("Add", [x, x]), OnnxDimension.Batch, 3);
        return writer.ToBytes();
    }
}
