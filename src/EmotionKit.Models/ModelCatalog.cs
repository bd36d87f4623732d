using Microsoft.ML;

namespace EmotionKit.Models;

/// <summary>The models that ship with this package; from <c>ml.Models()</c>.</summary>
public sealed class ModelCatalog
{
    private const string DigitFile = "digits-mnist";

    private readonly MLContext _ml;

    internal ModelCatalog(MLContext ml) => _ml = ml;

    /// <summary>
    /// A trained model from recordings to emotions: reads the column Path (text, or a file's bytes) and adds Emotion (text), Score (the probability of each
    /// emotion, with SlotNames) and PredictedLabel (key).
    /// </summary>
    /// <param name="model">Which. Default <see cref="EmotionModel.EmoDb"/>, the one that is free for any use.</param>
    /// <returns>A transformer ready to score; also in a <c>PredictionEngine</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the models.</exception>
    public ITransformer Emotion(EmotionModel model = EmotionModel.EmoDb)
    {
        using Stream bundle = Open(FileOf(model) + ".ekm");
        return _ml.Model.LoadBundle(bundle, out _);
    }

    /// <summary>
    /// A trained model of handwritten digits: reads the column Path (a picture: PNG, BMP or PGM, in any size, dark on light or light on dark) and adds Digit
    /// (text, "0" to "9"), Score (the probability of each digit, with SlotNames) and PredictedLabel (key).
    /// </summary>
    /// <returns>A transformer ready to score; also in a <c>PredictionEngine</c>.</returns>
    public ITransformer Digits()
    {
        using Stream bundle = Open(DigitFile + ".ekm");
        return _ml.Model.LoadBundle(bundle, out _);
    }

    /// <summary>The card of <see cref="Digits"/>, Markdown.</summary>
    public string DigitsCard() => Read(DigitFile + ".md");

    /// <summary>The model's card, Markdown: data, figures, intended use, limits, licence.</summary>
    /// <param name="model">Which.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the models.</exception>
    public string Card(EmotionModel model) => Read(FileOf(model) + ".md");

    private static string FileOf(EmotionModel model) => model switch
    {
        EmotionModel.EmoDb => "emotion-emodb",
        EmotionModel.RavdessNonCommercial => "emotion-ravdess-noncommercial",
        EmotionModel.TessNonCommercial => "emotion-tess-noncommercial",
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, $"expected one of {string.Join(", ", Enum.GetNames<EmotionModel>())}, got {model}."),
    };

    private static string Read(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) => typeof(ModelCatalog).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The package does not hold '{name}'.");
}
