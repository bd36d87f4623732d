namespace EmotionKit.Neural;

/// <summary>The training loss became NaN or infinite.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    internal TrainingDivergedException(int epoch, int step, double loss)
        : base($"The loss became {loss} in epoch {epoch}, step {step}. Try a smaller learning rate, gradient clipping or a warm-up, and features of moderate size (standardised).")
    {
        Epoch = epoch;
        Step = step;
    }

    /// <summary>From 1.</summary>
    public int Epoch { get; }

    /// <summary>Within the epoch, from 1.</summary>
    public int Step { get; }
}
