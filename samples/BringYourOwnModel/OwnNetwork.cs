using EmotionKit.Corpora;
using EmotionKit.Neural;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BringYourOwnModel;

/// <summary>Stands in for a model from elsewhere: a network trained here and exported to ONNX, which tells it apart in nothing.</summary>
internal static class OwnNetwork
{
    private const int Frames = 130, Coefficients = 40;

    public static void Export(MLContext ml, string path)
    {
        // Another seed is another population of speakers.
        IDataView clips = ml.Data.LoadSpeechCorpus(SpeechCorpus.Synthetic(new SyntheticSpeechOptions { Seed = 7, Speakers = 12, Sentences = 3 }));
        NetworkNode sound = new NetworkBuilder(Frames, Coefficients).Input.Masking().BatchNorm().Conv1D(32, 5).Relu();
        NetworkDefinition definition = sound.GlobalPooling(PoolKind.Mean).Concatenate(sound.GlobalPooling(PoolKind.Deviation)).Dropout(0.3).Dense(0).Softmax().Build();
        var network = new NetworkOptions { Definition = definition, Training = new NetworkTrainingOptions { Epochs = 40, LearningRate = 0.003 } };
        ITransformer trained = MfccPipeline.Features(ml, Frames, Coefficients)
            .Append(ml.Transforms.EncodeLabel("Label"))
            .AppendCacheCheckpoint(ml)
            .Append(ml.MulticlassClassification.Trainers.Network(network))
            .Fit(clips);
        ml.Model.ExportOnnx(trained, path);
    }
}
