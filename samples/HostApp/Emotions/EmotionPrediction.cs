namespace HostApp;

/// <summary>The columns of the emotion model that are wanted.</summary>
internal sealed class EmotionPrediction
{
    public string Emotion { get; set; } = "";

    public float[] Score { get; set; } = [];
}
