using System.Diagnostics;

namespace HostApp.Tests;

/// <summary>Runs the scripts beside the tests; Node is there wherever this repository builds.</summary>
internal static class Node
{
    public static string Run(string script, params string[] arguments)
    {
        string root = FindRoot();
        var start = new ProcessStartInfo("node", [Path.Combine(root, "tests", "HostApp.Tests", "Scripts", script), .. arguments])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(8)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{script} did not end within eight minutes: {errors.Result}");
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
