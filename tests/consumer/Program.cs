// A stranger's program: makes a small synthetic corpus, trains on it, reports, saves the model and scores a new recording, also with a model that ships.
//   Consumer MODEL CLIP REPORT    all three are written
using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Signal;
using Microsoft.ML;

string modelFile = args[0], clipFile = args[1], reportFile = args[2];
var ml = new MLContext(seed: 1);
IDataView clips = ml.Data.LoadSpeechCorpus(
    SpeechCorpus.Synthetic(new SyntheticSpeechOptions { Speakers = 4, Sentences = 2, Emotions = [SyntheticEmotion.Sad, SyntheticEmotion.Angry] }));
var (train, test) = ml.Data.SplitBySpeaker(clips, testFraction: 0.25);

var pipeline = ml.Transforms.LoadAudio("Audio", "Path", sampleRate: 16_000)
    .Append(ml.Transforms.TrimSilence("Audio"))
    .Append(ml.Transforms.ExtractMfcc("Mfcc", "Audio"))
    .Append(ml.Transforms.PoolFrames("Features", "Mfcc"))
    .Append(ml.Transforms.EncodeLabel("Label"))
    .Append(ml.MulticlassClassification.Trainers.LogisticRegression())
    .Append(ml.Transforms.DecodeLabel("Emotion"));
ITransformer model = pipeline.Fit(train);
IDataView scored = model.Transform(test);
double uar = ClassificationOutcome.Read(scored).Metrics.Uar;
ml.Reports().Classification(scored).Save(reportFile);
ml.Model.SaveBundle(model, clips.Schema, modelFile);

WavWriter.Write(clipFile, SyntheticVoice.Render(SyntheticEmotion.Angry, speaker: 77, utterance: 1), SyntheticVoice.SampleRate);
Answer answer = Ask(ml.Model.LoadBundle(modelFile, out _)), shipped = Ask(ml.Models().Emotion());
Console.WriteLine($"synthetic speech: UAR {uar:F2}; new recording: {answer.Emotion}; the model that ships says {shipped.Emotion}, {shipped.Score.Max():F2}");
return uar > 0.5 && answer.Emotion == "angry" && shipped.Score.Length == 7 && Math.Abs(shipped.Score.Sum() - 1) < 1e-4 ? 0 : 1;

Answer Ask(ITransformer model)
{
    using var engine = ml.Model.CreatePredictionEngine<Clip, Answer>(model);
    return engine.Predict(new Clip { Path = clipFile });
}

internal sealed class Clip
{
    public string Path { get; set; } = "";
}

internal sealed class Answer
{
    public string Emotion { get; set; } = "";

    public float[] Score { get; set; } = [];
}
