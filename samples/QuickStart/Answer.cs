namespace QuickStart;

/// <summary>What the model answers.</summary>
internal sealed class Answer
{
    public string Emotion { get; set; } = "";

    /// <summary>The probability of each emotion.</summary>
    public float[] Score { get; set; } = [];
}
