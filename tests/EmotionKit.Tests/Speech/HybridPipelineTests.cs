using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Signal;
using EmotionKit.Speech;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Speech;

public sealed class HybridPipelineTests
{
    private static readonly HybridSpeechOptions Small = new()
    {
        DenseUnits = 8,
        CnnLstm = new CnnLstmOptions { Filters = [2], Units = [3], Projection = 0, StatisticsUnits = 4, Training = new() { Epochs = 1, BatchSize = 8 } },
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_answer_is_the_mean_of_the_members_and_survives_saving()
    {
        IDataView clips = Clips();
        ITransformer features = HybridPipelines.HybridFeatures(_ml, Small).Fit(clips);
        IDataView rows = _ml.Data.Cache(features.Transform(clips));
        ITransformer model = HybridPipelines.Classifier(_ml, Small with { LogisticWeight = 2 }).Fit(rows);
        IDataView scored = model.Transform(rows);
        float[][] logistic = Column("LogisticScore"), dense = Column("DenseScore"), sequence = Column("SequenceScore"), score = Column("Score");
        for (int i = 0; i < score.Length; i++)
        {
            for (int k = 0; k < score[i].Length; k++)
                Assert.Equal((2 * logistic[i][k] + dense[i][k] + sequence[i][k]) / 4, score[i][k], 1e-6f);
        }
        Assert.Equal(["angry", "sad"], ClassificationOutcome.Read(scored).Classes);

        using var file = new MemoryStream();
        _ml.Model.SaveBundle(new TransformerChain<ITransformer>(features, model), clips.Schema, file);
        file.Position = 0;
        Assert.Equal(RowDump.Of(scored, "Score", "Emotion"), RowDump.Of(_ml.Model.LoadBundle(file, out _).Transform(clips), "Score", "Emotion"));

        float[][] Column(string name) => [.. scored.GetColumn<float[]>(name)];
    }

    [Fact]
    public void A_member_that_counts_nothing_is_not_trained()
    {
        HybridSpeechOptions options = Small with { CnnLstmWeight = 0 };
        IDataView clips = Clips();
        IDataView rows = HybridPipelines.HybridFeatures(_ml, options).Fit(clips).Transform(clips);
        var progress = new Progress();
        IDataView scored = HybridPipelines.Classifier(_ml, options, progress).Fit(rows).Transform(rows);
        Assert.Null(scored.Schema.GetColumnOrNull("SequenceScore"));
        Assert.NotNull(scored.Schema.GetColumnOrNull("LogisticScore"));
        Assert.Equal(0, progress.Told);
        // Its one graph would not answer as the model does.
        ITransformer model = HybridPipelines.Classifier(_ml, options).Fit(rows);
        Assert.Contains("beside it", Assert.Throws<ArgumentException>(() => _ml.Model.ExportOnnx(model, Stream.Null)).Message, StringComparison.Ordinal);
        Assert.Contains("DenseWeight", Assert.Throws<ArgumentException>(
            () => HybridPipelines.Classifier(_ml, options with { DenseWeight = 0, LogisticWeight = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_survive_json()
    {
        string json = OptionsJson.Write(Small);
        Assert.Equal(json, OptionsJson.Write(OptionsJson.Read<HybridSpeechOptions>(json)));
    }

    private IDataView Clips() => _ml.Data.LoadSpeechCorpus(SpeechCorpus.Synthetic(
        new SyntheticSpeechOptions { Speakers = 3, Sentences = 2, Emotions = [SyntheticEmotion.Sad, SyntheticEmotion.Angry] }));

    private sealed class Progress : IProgress<EmotionKit.Neural.TrainingProgress>
    {
        public int Told { get; private set; }

        public void Report(EmotionKit.Neural.TrainingProgress value) => Told++;
    }
}
