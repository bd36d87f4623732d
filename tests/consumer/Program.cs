// A stranger's program: makes a small synthetic corpus, trains on it, saves the model and scores a new recording.
//   Consumer MODEL CLIP    both are written
using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Signal;
using Microsoft.ML;

string modelFile = args[0], clipFile = args[1];
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
double uar = ClassificationOutcome.Read(model.Transform(test)).Metrics.Uar;
ml.Model.SaveBundle(model, clips.Schema, modelFile);

WavWriter.Write(clipFile, SyntheticVoice.Render(SyntheticEmotion.Angry, speaker: 77, utterance: 1), SyntheticVoice.SampleRate);
ITransformer loaded = ml.Model.LoadBundle(modelFile, out _);
using var engine = ml.Model.CreatePredictionEngine<Clip, Answer>(loaded);
Answer answer = engine.Predict(new Clip { Path = clipFile });
Console.WriteLine($"synthetic speech: UAR {uar:F2}; new recording: {answer.Emotion}");
return uar > 0.5 && answer.Emotion == "angry" ? 0 : 1;

internal sealed class Clip
{
    public string Path { get; set; } = "";
}

internal sealed class Answer
{
    public string Emotion { get; set; } = "";
}
