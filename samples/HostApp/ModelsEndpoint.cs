namespace HostApp;

/// <summary><c>GET /models</c>: what serves, and what it takes.</summary>
internal static class ModelsEndpoint
{
    public static object Answer(Recognizer<EmotionPrediction> emotion, Recognizer<DigitPrediction> digit, Settings settings) => new
    {
        Emotion = new { emotion.Name, emotion.Classes, settings.MaxAudioSeconds },
        Digit = new { digit.Name, digit.Classes },
        settings.MaxUploadBytes,
    };
}
