namespace HostApp;

/// <summary><c>POST /emotion</c>: a recording in, the emotion that is heard out.</summary>
internal static class EmotionEndpoint
{
    public static async Task<EmotionAnswer> Answer(HttpRequest request, Recognizer<EmotionPrediction> model, Settings settings)
    {
        byte[] file = await UploadReader.ReadAsync(request, settings.MaxUploadBytes, "audio/*", "application/octet-stream");
        double seconds = Recording.Measure(file, settings.MaxAudioSeconds);
        EmotionPrediction prediction = await model.PredictAsync(file, request.HttpContext.RequestAborted);
        return new EmotionAnswer(prediction.Emotion, prediction.Score.Max(), model.Scores(prediction.Score), Math.Round(seconds, 3), model.Name);
    }
}
