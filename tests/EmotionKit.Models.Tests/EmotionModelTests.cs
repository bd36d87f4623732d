using EmotionKit.Audio;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Models.Tests;

public sealed class EmotionModelTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<EmotionModel> Every { get; } = [.. Enum.GetValues<EmotionModel>()];

    [Theory]
    [MemberData(nameof(Every))]
    public void A_model_scores_a_recording_and_names_an_emotion(EmotionModel model)
    {
        ITransformer ready = _ml.Models().Emotion(model);
        PredictionEngine<Clip, Answer> engine = _ml.Model.CreatePredictionEngine<Clip, Answer>(ready);
        Answer answer = engine.Predict(new Clip { Path = Recording() });
        Assert.Equal(1, answer.Score.Sum(), 1e-4);
        Assert.InRange(answer.Score.Length, 7, 8);
        Assert.NotEmpty(answer.Emotion);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_card_says_data_figures_limits_and_licence(EmotionModel model)
    {
        string card = _ml.Models().Card(model);
        Assert.All(["## Data", "## Figures", "## Intended use", "## Limits", "## Licence", "models/make.sh"], part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Equal(model != EmotionModel.EmoDb, card.Contains("non-commercial use only", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("emotion-emodb", "any", "EMO-DB")]
    [InlineData("emotion-ravdess-noncommercial", "non-commercial only", "RAVDESS")]
    [InlineData("emotion-tess-noncommercial", "non-commercial only", "TESS")]
    [InlineData("digits-mnist", "any", "MNIST")]
    public void A_model_says_in_its_own_file_what_it_may_be_used_for(string name, string use, string data)
    {
        string path = Path.Combine(Path.GetTempPath(), $"emotionkit-{name}-{Environment.ProcessId}.ekm");
        using (FileStream copy = File.Create(path))
            typeof(ModelCatalog).Assembly.GetManifestResourceStream(name + ".ekm")!.CopyTo(copy);
        IReadOnlyDictionary<string, string> info = _ml.Model.InspectBundle(path).Info!;
        File.Delete(path);
        Assert.StartsWith(use, info["use"], StringComparison.Ordinal);
        Assert.StartsWith(data, info["data"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_digit_model_reads_a_picture_of_any_size()
    {
        // A 1 as anybody draws it: a thick black stroke on white paper, 60 x 90 pixels, PGM.
        byte[] pixels = [.. Enumerable.Range(0, 60 * 90).Select(i => (byte)(i % 60 is >= 26 and < 34 && i / 60 is >= 15 and < 75 ? 0 : 255))];
        string path = Path.Combine(Path.GetTempPath(), $"emotionkit-one-{Environment.ProcessId}.pgm");
        File.WriteAllBytes(path, [.. "P5 60 90 255\n"u8, .. pixels]);
        DigitAnswer answer = _ml.Model.CreatePredictionEngine<Clip, DigitAnswer>(_ml.Models().Digits()).Predict(new Clip { Path = path });
        File.Delete(path);
        Assert.Equal("1", answer.Digit);
        Assert.InRange(answer.Score.Max(), 0.8f, 1f);
        Assert.Contains("models/make.sh digits", _ml.Models().DigitsCard(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_model_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Models().Emotion((EmotionModel)99));

    private static string Recording()
    {
        string path = Path.Combine(Path.GetTempPath(), $"emotionkit-models-{Environment.ProcessId}.wav");
        float[] samples = [.. Enumerable.Range(0, 24_000).Select(i => 0.3f * MathF.Sin(i * 0.05f) * MathF.Sin(i * 0.0008f))];
        using FileStream stream = File.Create(path);
        WavWriter.Write(stream, samples, 16_000);
        return path;
    }

    private sealed class Clip
    {
        public string Path { get; set; } = "";
    }

    private sealed class DigitAnswer
    {
        public string Digit { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed class Answer
    {
        public string Emotion { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
