using System.Diagnostics;
using EmotionKit.Tests.Support;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>ONNX's own checker, with its type and shape inference, as Debian packages it.</summary>
internal static class OnnxChecker
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import sys, onnx
        for path in sys.argv[1:]:
            model = onnx.load(path)
            onnx.checker.check_model(model, full_check=True)
        """;

    private static readonly Lazy<bool> IsThere = new(() => File.Exists(Python) && Run("import onnx", []) is null);

    /// <summary>Fails the test with what the checker says of the first model that it refuses; skips it where there is no checker.</summary>
    public static void Accepts(params IReadOnlyList<byte[]> models)
    {
        if (!IsThere.Value)
            Assert.Skip("needs python3-onnx, for its checker");
        using var folder = new TempFolder();
        var paths = new List<string>();
        foreach (byte[] model in models)
        {
            paths.Add(folder.File($"{paths.Count}.onnx"));
            File.WriteAllBytes(paths[^1], model);
        }
        if (Run(Script, paths) is { } errors)
            Assert.Fail(errors);
    }

    /// <summary>The errors, or null where there are none.</summary>
    private static string? Run(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Python, ["-c", script, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{errors}{output.Result}";
    }
}
