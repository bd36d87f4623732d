using BenchmarkDotNet.Attributes;
using EmotionKit.Audio;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Benchmarks.Rows;

/// <summary>Recordings to pooled MFCC: a pipeline on one thread and on all, against a loop that calls the algorithms by hand.</summary>
[MemoryDiagnoser]
public class RowPassBenchmark
{
    private const int Clips = 64;

    private readonly MLContext _ml = new(seed: 1);
    private readonly MfccExtractor _mfcc = new(new MfccOptions(), SyntheticVoice.SampleRate);
    private readonly AudioLoadOptions _load = new() { SampleRate = SyntheticVoice.SampleRate };
    private FramePooler _pooler = null!;
    private string _folder = "";
    private string[] _files = [];
    private IDataView _pipeline = null!;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("emotionkit-rows-").FullName;
        _files = new string[Clips];
        for (int i = 0; i < Clips; i++)
        {
            _files[i] = Path.Combine(_folder, $"{i}.wav");
            WavWriter.Write(_files[i], SyntheticVoice.Render(SyntheticEmotion.Happy, speaker: i % 8, utterance: i), SyntheticVoice.SampleRate);
        }
        _pooler = new FramePooler(new PoolOptions(), _mfcc.Width);
        IDataView rows = _ml.Data.LoadFromEnumerable(_files.Select(file => new Clip { Path = file }).ToArray());
        _pipeline = _ml.Transforms.LoadAudio("Audio", "Path", SyntheticVoice.SampleRate)
            .Append(_ml.Transforms.ExtractMfcc("Mfcc", "Audio"))
            .Append(_ml.Transforms.PoolFrames("Features", "Mfcc"))
            .Fit(rows).Transform(rows);
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true, OperationsPerInvoke = Clips)]
    public float ByHand()
    {
        float[] samples = [];
        float[] frames = [];
        float[] features = new float[_pooler.OutputWidth];
        float sum = 0;
        foreach (string file in _files)
        {
            int count = AudioLoader.Load(file, _load, ref samples, out _);
            int length = _mfcc.FrameCount(count) * _mfcc.Width;
            if (frames.Length < length)
                frames = new float[length];
            _mfcc.Extract(samples.AsSpan(0, count), frames.AsSpan(0, length));
            _pooler.Pool(frames.AsSpan(0, length), features);
            sum += features[0];
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Clips)]
    public float PipelineOnOneThread()
    {
        using IDisposable scope = Execution.WithThreads(1);
        return Read();
    }

    [Benchmark(OperationsPerInvoke = Clips)]
    public float PipelineOnAllThreads() => Read();

    private float Read()
    {
        DataViewSchema.Column column = _pipeline.Schema["Features"];
        using DataViewRowCursor cursor = _pipeline.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> features = default;
        float sum = 0;
        while (cursor.MoveNext())
        {
            getter(ref features);
            sum += features.GetValues()[0];
        }
        return sum;
    }

    internal sealed class Clip
    {
        public string Path { get; set; } = "";
    }
}
