using System.Globalization;
using EmotionKit.Neural;

namespace EmotionKit.Cli.Output;

/// <summary>Keeps the best network of a training that was stopped, under a name that does not pass for a whole model's.</summary>
internal static class StoppedTraining
{
    /// <param name="path">Where the whole model would have gone, or null for nowhere.</param>
    /// <param name="history">Of the training; without an epoch nothing is kept.</param>
    /// <param name="epochs">How many there would have been.</param>
    /// <param name="info">What users of the model should know.</param>
    /// <param name="terminal">Told where it is.</param>
    /// <param name="save">Writes the model to a path, with what users should know.</param>
    public static void Keep(
        string? path, TrainingHistory history, int epochs, IReadOnlyDictionary<string, string> info, Terminal terminal,
        Action<string, IReadOnlyDictionary<string, string>> save)
    {
        if (path is null || history.BestEpoch == 0)
            return;
        string state = string.Create(CultureInfo.InvariantCulture, $"after {history.Epochs.Count} of {epochs} epochs");
        string kept = Path.ChangeExtension(path, $".stopped{Path.GetExtension(path)}");
        terminal.Note($"stopped {state}; the best network so far:");
        save(kept, new Dictionary<string, string>(info) { ["stopped"] = state });
    }
}
