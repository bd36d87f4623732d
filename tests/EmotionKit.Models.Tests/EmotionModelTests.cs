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

    private sealed class Answer
    {
        public string Emotion { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
