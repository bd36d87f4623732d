using EmotionKit.Audio;
using EmotionKit.Models;
using EmotionKit.Signal;
using Microsoft.ML;

namespace HostApp;

/// <summary>Loads the models that the settings name.</summary>
internal static class Models
{
    public static Recognizer<EmotionPrediction> LoadEmotion(Settings settings, ServiceMetrics metrics)
    {
        var ml = new MLContext();
        bool ships = Enum.TryParse(settings.EmotionModel, ignoreCase: true, out EmotionModel shipped) && Enum.IsDefined(shipped);
        if (!ships && !File.Exists(settings.EmotionModel))
            throw new FileNotFoundException($"EmotionModel: expected {string.Join(", ", Enum.GetNames<EmotionModel>())} or an .ekm file, got '{settings.EmotionModel}'.");
        ITransformer model = ships ? ml.Models().Emotion(shipped) : ml.Model.LoadBundle(settings.EmotionModel, out _);
        string name = ships ? shipped.ToString() : Path.GetFileName(settings.EmotionModel);
        return new Recognizer<EmotionPrediction>(ml, "emotion", name, model, settings.Engines, Voice(), metrics);
    }

    public static Recognizer<DigitPrediction> LoadDigit(Settings settings, ServiceMetrics metrics)
    {
        var ml = new MLContext();
        bool ships = settings.DigitModel.Length == 0;
        if (!ships && !File.Exists(settings.DigitModel))
            throw new FileNotFoundException($"DigitModel: expected nothing or an .ekm file, got '{settings.DigitModel}'.");
        ITransformer model = ships ? ml.Models().Digits() : ml.Model.LoadBundle(settings.DigitModel, out _);
        string name = ships ? "MNIST" : Path.GetFileName(settings.DigitModel);
        return new Recognizer<DigitPrediction>(ml, "digit", name, model, settings.Engines, One(), metrics);
    }

    private static byte[] Voice()
    {
        using var file = new MemoryStream();
        WavWriter.Write(file, SyntheticVoice.Render(SyntheticEmotion.Neutral, speaker: 1, utterance: 1), SyntheticVoice.SampleRate);
        return file.ToArray();
    }

    private static byte[] One() => new DigitPixels(28, 28, [.. Enumerable.Range(0, 28 * 28).Select(i => i % 28 is 13 or 14 && i / 28 is > 4 and < 23 ? 0 : 255)]).ToPgm();
}
