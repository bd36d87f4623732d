using System.Globalization;
using EmotionKit.Neural;

namespace EmotionKit.Cli.Output;

/// <summary>Calls back after each epoch, on the thread that trains, before it goes on; says what it gave to those who want to know exactly.</summary>
internal sealed class EpochListener(Terminal terminal, Action epochDone) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.EpochResult is not { } result)
            return;
        epochDone();
        string validation = result.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation loss {loss:F4}") : "";
        terminal.Detail(string.Create(CultureInfo.InvariantCulture,
            $"epoch {value.Epoch} of at most {value.Epochs}: loss {result.Loss:F4}, accuracy {result.Accuracy:F3}{validation}"));
    }
}
