using EmotionKit.Neural;

namespace EmotionKit.Cli.Output;

/// <summary>Calls back after each epoch, on the thread that trains, before it goes on.</summary>
internal sealed class EpochListener(Action epochDone) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.EpochResult is not null)
            epochDone();
    }
}
