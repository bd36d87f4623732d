namespace SpeechEmotion;

/// <summary>What a model is asked.</summary>
internal sealed class Recording
{
    public string Path { get; set; } = "";
}
