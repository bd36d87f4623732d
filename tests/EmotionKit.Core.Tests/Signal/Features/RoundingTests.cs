using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Features;

/// <summary>Where results are known exactly: what remains is rounding, and must not grow.</summary>
public class RoundingTests
{
    private const int Rate = 16000;

    // All bands of silence are -100 dB, of which an orthonormal DCT-II leaves -100 sqrt(bands) and zeros.
    [Theory]
    [InlineData(128, 40, 22)]
    [InlineData(128, 40, 0)]
    [InlineData(80, 80, 100)]
    [InlineData(23, 13, 22)]
    [InlineData(1, 1, 0)]
    public void Silence_has_one_coefficient(int bands, int coefficients, double lifter)
    {
        float[] frames = Mfcc(new MfccOptions { NFft = 512, NMels = bands, NMfcc = coefficients, Lifter = lifter, TopDb = null }, new float[3000]);
        double first = -100 * Math.Sqrt(bands) * (lifter == 0 ? 1 : 1 + lifter / 2 * Math.Sin(Math.PI / lifter));
        for (int i = 0; i < frames.Length; i++)
            Assert.Equal(i % coefficients == 0 ? first : 0, frames[i], 1e-7 * -first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_mean_of_the_bands_is_transformed_as_the_transform_s_type_says(int type)
    {
        const int Bands = 5;
        float[] frames = Mfcc(new MfccOptions { NFft = 512, NMels = Bands, NMfcc = Bands, DctType = type, DctNorm = DctNorm.None, TopDb = null }, new float[600]);
        for (int k = 0; k < Bands; k++)
        {
            double expected = 0;
            for (int n = 0; n < Bands; n++)
                expected += -100 * Cosine(type, k, n, Bands);
            Assert.Equal(expected, frames[k], 1e-4);
        }
    }

    // Under a Hann window the sine wave has three bins, and nothing else.
    [Theory]
    [InlineData(5000, null)]
    [InlineData(0, 900)]
    public void What_lies_outside_the_bands_does_not_show_in_them(double lowest, int? highest)
    {
        var options = new MelOptions { NFft = 1024, HopLength = 1024, Center = false, NMels = 20, FMin = lowest, FMax = highest };
        double power = Math.Pow(1024 / 4, 2);
        Assert.All(Mel(options, QuarterRateSine()), value => Assert.InRange(value, 0, 1e-20 * power));
    }

    [Fact]
    public void Roots_of_a_sine_wave_s_other_bins_stay_small()
    {
        var options = new MelOptions { NFft = 1024, HopLength = 1024, Center = false, NMels = 40, Norm = MelNorm.None, Power = 0.5 };
        float[] frames = Mel(options, QuarterRateSine());
        float largest = frames.Max();
        int bands = 0;
        foreach (float value in frames.AsSpan(0, 40))
            bands += value > 1e-5 * largest ? 1 : 0;
        Assert.InRange(bands, 1, 3);
    }

    // Its samples are 0, 1, 0, -1: no rounding error is in them.
    private static float[] QuarterRateSine()
    {
        float[] clip = new float[4096];
        for (int i = 1; i < clip.Length; i += 2)
            clip[i] = i % 4 == 1 ? 1 : -1;
        return clip;
    }

    private static double Cosine(int type, int k, int n, int size) => type switch
    {
        1 => (n == 0 || n == size - 1 ? 1 : 2) * Math.Cos(Math.PI * k * n / (size - 1)),
        2 => 2 * Math.Cos(Math.PI * k * (2 * n + 1) / (2 * size)),
        _ => (n == 0 ? 1 : 2) * Math.Cos(Math.PI * n * (2 * k + 1) / (2 * size)),
    };

    private static float[] Mfcc(MfccOptions options, float[] clip) => Extract(new MfccExtractor(options, Rate), clip);

    private static float[] Mel(MelOptions options, float[] clip) => Extract(new MelSpectrogramExtractor(options, Rate), clip);

    private static float[] Extract(IFrameFeature extractor, float[] clip)
    {
        float[] frames = new float[extractor.FrameCount(clip.Length) * extractor.Width];
        extractor.Extract(clip, frames);
        return frames;
    }
}
