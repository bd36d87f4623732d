using EmotionKit.Audio;
using EmotionKit.Rows;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Audio;

public sealed class LoadAudioTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Samples_are_those_of_the_file()
    {
        float[] samples = Tones.Clip(2);
        WavWriter.Write(_folder.File("a.wav"), samples, Tones.Rate, WavSampleFormat.Float32);
        float[][] loaded = Load(new LoadAudioOptions(), "a.wav");
        Assert.Equal(samples, Assert.Single(loaded));
    }

    [Fact]
    public void A_length_in_seconds_makes_a_known_size_that_shorter_clips_are_padded_to()
    {
        Write(2);
        IDataView view = View(new LoadAudioOptions { Seconds = 0.75 }, "0.wav", "1.wav");
        var type = Assert.IsType<VectorDataViewType>(view.Schema["Audio"].Type);
        Assert.Equal([12_000], type.Dimensions);
        float[][] clips = Vectors(view);
        Assert.All(clips, clip => Assert.Equal(12_000, clip.Length));
        Assert.All(clips, clip => Assert.All(clip[7_000..], sample => Assert.Equal(0f, sample)));
        Assert.False(((VectorDataViewType)View(new LoadAudioOptions { Seconds = 1, Pad = false }, "0.wav").Schema["Audio"].Type).IsKnownSize);
        Assert.False(((VectorDataViewType)View(new LoadAudioOptions { Seconds = 1, SampleRate = null }, "0.wav").Schema["Audio"].Type).IsKnownSize);
    }

    [Theory]
    [InlineData(8_000, 1.3)]
    [InlineData(11_025, 0.77)]
    [InlineData(22_050, 0.111)]
    [InlineData(44_100, 0.3333333)]
    public void Every_rate_and_length_gives_as_many_samples_as_the_type_says(int rate, double seconds)
    {
        Write(3);
        IDataView view = View(new LoadAudioOptions { SampleRate = rate, Seconds = seconds }, "0.wav", "1.wav", "2.wav");
        int size = ((VectorDataViewType)view.Schema["Audio"].Type).Size;
        Assert.Equal((int)(rate * seconds), size);
        Assert.All(Vectors(view), clip => Assert.Equal(size, clip.Length));
    }

    [Fact]
    public void The_rate_is_an_annotation_that_extractors_find()
    {
        Write(1);
        IDataView view = View(new LoadAudioOptions { SampleRate = 8_000 }, "0.wav");
        int rate = 0;
        view.Schema["Audio"].Annotations.GetValue("SampleRate", ref rate);
        Assert.Equal(8_000, rate);
        Assert.NotNull(_ml.Transforms.ExtractMfcc("Mfcc", "Audio").Fit(view));
        var contradiction = Assert.Throws<ArgumentException>(() => _ml.Transforms.ExtractMfcc("Mfcc", "Audio", sampleRate: 16_000).Fit(view));
        Assert.Contains("8000 Hz", contradiction.Message);
        Assert.Contains("16000 Hz", contradiction.Message);
    }

    [Fact]
    public void Without_a_rate_extractors_ask_for_it_before_fitting()
    {
        Write(1);
        IDataView view = View(new LoadAudioOptions { SampleRate = null }, "0.wav");
        foreach (Action fit in new Action[]
        {
            () => _ml.Transforms.ExtractMfcc("Mfcc", "Audio").Fit(view),
            () => _ml.Transforms.ExtractMfcc("Mfcc", "Audio").GetOutputSchema(SchemaShapes.Of(view.Schema)),
        })
        {
            var error = Assert.Throws<ArgumentException>(fit);
            Assert.Contains("sample rate of column 'Audio' is unknown", error.Message);
            Assert.Contains("pass sampleRate", error.Message);
        }
        Assert.NotNull(_ml.Transforms.ExtractMfcc("Mfcc", "Audio", sampleRate: 16_000).Fit(view));
    }

    [Fact]
    public void Bytes_of_a_file_load_as_the_file_does()
    {
        Write(1);
        IDataView bytes = _ml.Data.LoadFromEnumerable(new[] { new Upload { Content = File.ReadAllBytes(_folder.File("0.wav")) } });
        ITransformer load = _ml.Transforms.LoadAudio("Audio", "Content").Fit(bytes);
        Assert.Equal(Load(new LoadAudioOptions(), "0.wav"), Vectors(load.Transform(bytes)));
    }

    [Fact]
    public void A_bad_file_throws_with_row_column_and_file()
    {
        WriteSomeBad();
        IDataView view = View(new LoadAudioOptions(), "0.wav", "1.wav", "bad.wav", "2.wav");
        var error = Assert.Throws<RowException>(() => Vectors(view));
        Assert.Equal((2, "Audio", "LoadAudio"), (error.Row, error.Column, error.Component));
        Assert.Contains("bad.wav", error.Message);
        Assert.IsType<AudioFormatException>(error.InnerException);
    }

    [Theory]
    [InlineData("nowhere.wav", "nowhere.wav")]
    [InlineData(null, "expected a path")]
    public void A_missing_file_and_a_missing_path_are_said_to_be_so(string? file, string part)
    {
        IDataView view = file is null
            ? _ml.Transforms.LoadAudio("Audio", "Path").Fit(Rows("x")).Transform(_ml.Data.LoadFromEnumerable(new[] { new Clip { Path = null! } }))
            : View(new LoadAudioOptions(), file);
        Assert.Contains(part, Assert.Throws<RowException>(() => Vectors(view)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Skipping_leaves_bad_rows_out_everywhere_and_reports_them(int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        WriteSomeBad();
        var problems = new Problems();
        var options = new LoadAudioOptions { OnError = AudioErrorMode.Skip, Problems = problems };
        IDataView view = View(options, "0.wav", "bad.wav", "1.wav", "nowhere.wav", "empty.wav", "2.wav");
        Assert.Equal(3, Vectors(view).Length);
        Assert.Equal([1, 3, 4], problems.List.Select(p => p.Row));
        Assert.Contains("bad.wav", problems.List[0].Message);
        Assert.Contains("nowhere.wav", problems.List[1].Message);
        Assert.Null(view.GetRowCount());
        // The same three rows where the audio is not asked for, and further down the pipeline.
        Assert.Equal(["0.wav", "1.wav", "2.wav"], RowDump.Of(view, "Path").Select(Path.GetFileName));
        IDataView further = _ml.Transforms.ExtractMfcc("Mfcc", "Audio").Fit(view).Transform(view);
        Assert.Equal(3, RowDump.Of(further, "Mfcc").Length);
        Assert.Equal(3, RowDump.Of(further, "Path").Length);
    }

    [Fact]
    public void Skipping_throws_in_a_prediction_engine()
    {
        WriteSomeBad();
        IDataView rows = Rows("0.wav");
        ITransformer load = _ml.Transforms.LoadAudio("Audio", "Path", new LoadAudioOptions { OnError = AudioErrorMode.Skip }).Fit(rows);
        using PredictionEngine<Clip, Loaded> engine = _ml.Model.CreatePredictionEngine<Clip, Loaded>(load, rows.Schema);
        Assert.Equal(Tones.Clip(0).Length, engine.Predict(new Clip { Path = _folder.File("0.wav") }).Audio.Length);
        Assert.Contains("bad.wav", Assert.Throws<RowException>(() => engine.Predict(new Clip { Path = _folder.File("bad.wav") })).Message);
        Assert.Equal(Tones.Clip(0).Length, engine.Predict(new Clip { Path = _folder.File("0.wav") }).Audio.Length);
    }

    [Fact]
    public void The_problem_callback_is_not_saved()
    {
        WriteSomeBad();
        IDataView rows = Rows("0.wav", "bad.wav");
        var problems = new Problems();
        ITransformer load = _ml.Transforms.LoadAudio(
            "Audio", "Path", new LoadAudioOptions { OnError = AudioErrorMode.Skip, Problems = problems }).Fit(rows);
        using var file = new MemoryStream();
        _ml.Model.SaveBundle(load, rows.Schema, file);
        ITransformer loaded = _ml.Model.LoadBundle(file, out _);
        Assert.Single(Vectors(loaded.Transform(rows)));
        Assert.Empty(problems.List);
    }

    [Fact]
    public void Values_out_of_range_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.LoadAudio("Audio", "Path", sampleRate: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.LoadAudio("Audio", "Path", seconds: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.LoadAudio("Audio", "Path", seconds: 1e-9));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.LoadAudio("Audio", "Path", seconds: 1e9));
        Assert.Throws<ArgumentException>(() => _ml.Transforms.LoadAudio("", "Path"));
    }

    private void Write(int clips)
    {
        for (int i = 0; i < clips; i++)
            WavWriter.Write(_folder.File($"{i}.wav"), Tones.Clip(i), Tones.Rate);
    }

    private void WriteSomeBad()
    {
        Write(3);
        File.WriteAllText(_folder.File("bad.wav"), "RIFF, but no more than that");
        File.WriteAllBytes(_folder.File("empty.wav"), []);
    }

    private IDataView Rows(params string[] files) =>
        _ml.Data.LoadFromEnumerable(files.Select(file => new Clip { Path = _folder.File(file) }).ToArray());

    private IDataView View(LoadAudioOptions options, params string[] files)
    {
        IDataView rows = Rows(files);
        return _ml.Transforms.LoadAudio("Audio", "Path", options).Fit(rows).Transform(rows);
    }

    private float[][] Load(LoadAudioOptions options, params string[] files) => Vectors(View(options, files));

    private float[][] Vectors(IDataView view) =>
        [.. _ml.Data.CreateEnumerable<Loaded>(view, reuseRowObject: false).Select(row => row.Audio)];

    internal sealed class Clip
    {
        public string Path { get; set; } = "";
    }

    internal sealed class Upload
    {
        public byte[] Content { get; set; } = [];
    }

    internal sealed class Loaded
    {
        public float[] Audio { get; set; } = [];
    }

    private sealed class Problems : IProgress<ClipProblem>
    {
        public List<ClipProblem> List { get; } = [];

        public void Report(ClipProblem value) => List.Add(value);
    }
}
