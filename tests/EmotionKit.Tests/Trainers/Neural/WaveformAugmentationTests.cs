using EmotionKit.Audio;
using EmotionKit.Signal;
using EmotionKit.Speech;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers.Neural;

/// <summary>Clips that are changed anew in every epoch, before their features are computed.</summary>
public sealed class WaveformAugmentationTests : IDisposable
{
    private static readonly SequenceSpeechOptions Sequences = new() { Frames = 30, Mel = null, Descriptors = null, Mfcc = new() { NMfcc = 8, NFft = 512, HopLength = 512 } };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSameSeedGivesTheSameBitsForAnyNumberOfThreads()
    {
        IDataView data = Clips();
        string[] one = Train(data, new WaveformAugmentation { Probability = 1 }, threads: 1);
        Assert.Equal(one, Train(data, new WaveformAugmentation { Probability = 1 }, threads: 4));
        Assert.NotEqual(one, Train(data, null, threads: 1));
    }

    [Fact]
    public void ClipsThatAreNotChangedGiveTheFeaturesThatTheyHave()
    {
        var none = new AugmentOptions { StretchProbability = 0, PitchProbability = 0, ShiftProbability = 0, NoiseProbability = 0, GainProbability = 0 };
        IDataView data = Clips();
        Assert.Equal(Train(data, null, threads: 2), Train(data, new WaveformAugmentation { Probability = 1, Changes = none }, threads: 2));
    }

    [Fact]
    public void ClipsKeptBackForValidationLeaveEachOtherClipItsOwnVariants()
    {
        var none = new AugmentOptions { StretchProbability = 0, PitchProbability = 0, ShiftProbability = 0, NoiseProbability = 0, GainProbability = 0 };
        IDataView data = Clips();
        // Unchanged variants of the right clips train as the clips do: any other clip's would not.
        Assert.Equal(Train(data, null, threads: 2, held: 0.4), Train(data, new WaveformAugmentation { Probability = 1, Changes = none }, threads: 2, held: 0.4));
    }

    [Fact]
    public void AMissingAudioColumnIsAnErrorThatNamesIt()
    {
        IDataView data = _ml.Transforms.DropColumns("Audio").Fit(Clips()).Transform(Clips());
        Exception error = Assert.ThrowsAny<Exception>(() => Train(data, new WaveformAugmentation(), threads: 1));
        Assert.Contains("'Audio'", error.Message);
    }

    private string[] Train(IDataView data, WaveformAugmentation? waveform, int threads, double held = 0)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var trainer = new LstmOptions { Units = [4], Dense = [], Waveform = waveform, Training = new() { Epochs = 2, BatchSize = 4, ValidationFraction = held } };
        return RowDump.Of(SequencePipelines.Classifier(_ml, trainer, Sequences).Fit(data).Transform(data), "Score");
    }

    private IDataView Clips()
    {
        var clips = new List<Clip>();
        for (int i = 0; i < 12; i++)
        {
            string path = _folder.File($"{i}.wav");
            if (!File.Exists(path))
                WavWriter.Write(path, SyntheticVoice.Render((SyntheticEmotion)(i % 2 * 4), i, 1), SyntheticVoice.SampleRate);
            clips.Add(new Clip { Path = path, Label = i % 2 == 0 ? "a" : "b" });
        }
        IDataView view = _ml.Data.LoadFromEnumerable(clips);
        return SequencePipelines.SequenceFeatures(_ml, Sequences).Fit(view).Transform(view);
    }

    private sealed class Clip
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
