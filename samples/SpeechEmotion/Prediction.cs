namespace SpeechEmotion;

/// <summary>What a model answers.</summary>
internal sealed class Prediction
{
    public string Emotion { get; set; } = "";

    /// <summary>The probability of each emotion.</summary>
    public float[] Score { get; set; } = [];
}
