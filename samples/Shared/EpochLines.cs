using EmotionKit.Neural;

namespace Samples;

/// <summary>A line after each epoch. (<see cref="Progress{T}"/> would write from another thread, and later.)</summary>
internal sealed class EpochLines(string network) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.EpochResult is not { } epoch)
            return;
        string validation = epoch.ValidationAccuracy is { } accuracy ? $", validation accuracy {accuracy:F3}" : "";
        Console.WriteLine($"  {network}, epoch {epoch.Epoch} of {value.Epochs}: loss {epoch.Loss:F3}, accuracy {epoch.Accuracy:F3}{validation}; {value.Remaining.TotalSeconds:F0} s to go");
    }
}
