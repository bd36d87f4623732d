using System.Diagnostics;
using System.Text;

namespace EmotionKit.TestSupport;

/// <summary>Runs the scripts of tests; Node is there wherever this repository builds.</summary>
internal static class Node
{
    public static string Root { get; } = FindRoot();

    /// <param name="script">Its path below <c>tests</c>.</param>
    /// <param name="input">What it reads from standard input, or null.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to standard output.</returns>
    public static string Run(string script, string? input, params string[] arguments)
    {
        string path = Path.Combine(Root, "tests", script);
        var start = new ProcessStartInfo("node", [path, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
            process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{script} did not end within ten minutes: {errors.Result}");
        }
        Assert.True(process.ExitCode == 0, $"{script}: exit code {process.ExitCode}: {errors.Result}");
        return output.Result;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("EmotionKit.sln is in no folder above the tests.");
    }
}
