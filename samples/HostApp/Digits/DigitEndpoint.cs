using System.Text.Json;
using EmotionKit.Images;

namespace HostApp;

/// <summary><c>POST /digit</c>: a picture in, the digit that is seen out.</summary>
internal static class DigitEndpoint
{
    // Far more than a digit needs; a small file can claim far more still.
    private static readonly ImageReadOptions Reading = new() { MaxPixels = 4_000_000 };

    public static async Task<DigitAnswer> Answer(HttpRequest request, Recognizer<DigitPrediction> model, Settings settings)
    {
        byte[] file = await UploadReader.ReadAsync(request, settings.MaxUploadBytes, "image/*", "application/octet-stream", "application/json");
        if (request.HasJsonContentType())
            file = ReadPixels(file).ToPgm();
        float[] grey = ImageReader.Read(file, Reading, "the picture").Pixels;
        if (grey.Max() == grey.Min())
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, "expected a picture with a digit, got one that is blank.");
        DigitPrediction prediction = await model.PredictAsync(file, request.HttpContext.RequestAborted);
        int[] pixels = [.. prediction.Image.Select(value => (int)MathF.Round(value))];
        return new DigitAnswer(prediction.Digit, prediction.Score.Max(), model.Scores(prediction.Score), pixels, model.Name);
    }

    private static DigitPixels ReadPixels(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<DigitPixels>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no picture");
        }
        catch (JsonException error)
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, $"expected {{\"width\": 28, \"height\": 28, \"pixels\": [...]}}, got something else: {error.Message}", error);
        }
    }
}
