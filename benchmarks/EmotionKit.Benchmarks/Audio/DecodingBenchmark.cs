using BenchmarkDotNet.Attributes;
using EmotionKit.Audio;
using EmotionKit.Benchmarks.Comparisons;
using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Audio;

/// <summary>One clip of speech from memory to float: WAV is the baseline, FLAC with and without its checksums.</summary>
[MemoryDiagnoser]
public class DecodingBenchmark
{
    private static readonly AudioDecoderOptions Unchecked = new() { VerifyChecksums = false };
    private static readonly AudioDecoderOptions WithoutMd5 = new() { VerifyMd5 = false };

    private readonly float[] _block = new float[1 << 16];
    private byte[] _wav = [], _flac = [];

    [GlobalSetup]
    public void Setup()
    {
        _flac = File.ReadAllBytes(BenchmarkData.Require("speech", "ravdess", "03-01-05-01-02-01-01.flac"));
        using var wav = new MemoryStream();
        WavWriter.Write(wav, AudioLoader.Load(_flac).Samples, SyntheticVoice.SampleRate);
        _wav = wav.ToArray();
    }

    [Benchmark(Baseline = true)]
    public void Wav() => Decode(_wav, Unchecked);

    [Benchmark]
    public void Flac() => Decode(_flac, Unchecked);

    [Benchmark]
    public void FlacWithoutMd5() => Decode(_flac, WithoutMd5);

    [Benchmark]
    public void FlacChecked() => Decode(_flac, new AudioDecoderOptions());

    private void Decode(byte[] file, AudioDecoderOptions options)
    {
        using AudioDecoder decoder = AudioDecoder.Open(file, options: options);
        while (decoder.ReadFrames(_block) > 0)
        {
        }
    }
}
