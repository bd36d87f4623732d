using System.Diagnostics;
using System.Globalization;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>Runs benchmarks/peers/peers.py with Debian's Python, which has Debian's modules.</summary>
internal static class PythonPeer
{
    private const string Interpreter = "/usr/bin/python3";

    public static Func<double> Named(string name, params string[] arguments) => () => Measure(name, arguments);

    private static double Measure(string name, string[] arguments)
    {
        if (!File.Exists(Interpreter))
            throw new MissingPeerException($"{Interpreter} is not there");
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(BenchmarkData.Repository, "benchmarks", "peers", "peers.py"));
        start.ArgumentList.Add(name);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new MissingPeerException($"{Interpreter} does not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // What a peer notes, such as its AUC, stands before its time.
        foreach (string note in output.Split('\n').Where(line => line.StartsWith("note ", StringComparison.Ordinal)))
            Console.Error.WriteLine($"  {note[5..]}");
        string[] last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., string line] ? line.Split(' ', 2) : [];
        return last switch
        {
            ["seconds", string value] => double.Parse(value, CultureInfo.InvariantCulture),
            ["missing", string reason] => throw new MissingPeerException(reason),
            _ => throw new InvalidOperationException($"peers.py {name} failed: {errors.Result}"),
        };
    }
}
