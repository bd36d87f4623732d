using BenchmarkDotNet.Attributes;
using EmotionKit.Images;

namespace EmotionKit.Benchmarks.Images;

/// <summary>One variant of a 28 x 28 image: copying it is the baseline of what an epoch without augmentation pays.</summary>
[MemoryDiagnoser]
public class ImageAugmentBenchmark
{
    private const int Side = 28;

    private readonly ImageAugmenter _affine = new(new ImageAugmentOptions { ElasticProbability = 0 }, Side, Side);
    private readonly ImageAugmenter _elastic = new(new ImageAugmentOptions { ElasticProbability = 1 }, Side, Side);
    private readonly float[] _image = new float[Side * Side], _variant = new float[Side * Side];
    private long _stream;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < _image.Length; i++)
            _image[i] = i % Side;
    }

    [Benchmark(Baseline = true)]
    public void Copy() => _image.CopyTo(_variant, 0);

    [Benchmark]
    public void Affine() => _affine.Augment(_image, _variant, seed: 1, _stream++);

    [Benchmark]
    public void AffineAndElastic() => _elastic.Augment(_image, _variant, seed: 1, _stream++);
}
