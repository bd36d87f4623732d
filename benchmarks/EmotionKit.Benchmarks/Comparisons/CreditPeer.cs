using System.Diagnostics;
using System.Globalization;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>Runs benchmarks/peers/credit.py on the folds of a table.</summary>
internal static class CreditPeer
{
    private const string Interpreter = "/usr/bin/python3";

    // Several lines compare with the same peer, and some peers take minutes.
    private static readonly Dictionary<(string Table, string Model, int Folds), (double Auc, double Seconds)> Known = [];

    /// <param name="data">The table.</param>
    /// <param name="model">forest, smote-forest, stacking or xgboost.</param>
    /// <param name="folds">Folds to run at most.</param>
    /// <returns>The mean AUC over the folds, and the seconds of fitting.</returns>
    public static (double Auc, double Seconds) Run(CreditData data, string model, int folds = CreditData.Folds)
    {
        (string Table, string Model, int Folds) key = (data.Files().Csv, model, folds);
        if (!Known.TryGetValue(key, out (double Auc, double Seconds) result))
            Known.Add(key, result = RunOnce(data, model, folds));
        return result;
    }

    /// <summary>As <see cref="Run"/>, anew each time: for what is timed.</summary>
    public static (double Auc, double Seconds) RunOnce(CreditData data, string model, int folds)
    {
        if (!File.Exists(Interpreter))
            throw new MissingPeerException($"{Interpreter} is not there");
        (string csv, string foldFile) = data.Files();
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[
            Path.Combine(BenchmarkData.Repository, "benchmarks", "peers", "credit.py"), csv, foldFile, model,
            Execution.Threads.ToString(CultureInfo.InvariantCulture), folds.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }
        using Process process = Process.Start(start) ?? throw new MissingPeerException($"{Interpreter} does not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string[] last = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., string line] ? line.Split(' ') : [];
        process.WaitForExit();
        return last switch
        {
            ["auc", string auc, "seconds", string seconds] => (double.Parse(auc, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture)),
            ["missing", ..] => throw new MissingPeerException(string.Join(' ', last[1..])),
            _ => throw new InvalidOperationException($"credit.py {model} failed: {errors.Result}"),
        };
    }
}
