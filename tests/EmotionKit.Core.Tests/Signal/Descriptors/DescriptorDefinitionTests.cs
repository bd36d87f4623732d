using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Descriptors;

/// <summary>Descriptors against their definitions, on the magnitudes that <see cref="SpectrogramExtractor"/> gives.</summary>
public class DescriptorDefinitionTests
{
    private const int Rate = 16000;

    // The last band of librosa.feature.spectral_contrast: from the bin before its octave to the end, a rounded part of it at either end.
    [Theory]
    [InlineData(512, 0.02)]
    [InlineData(2048, 0.1)]
    [InlineData(4096, 0.4)]
    public void Contrast_is_the_mean_of_the_strongest_over_that_of_the_weakest_bins(int nFft, double quantile)
    {
        float[] clip = Noise(9000);
        var options = new DescriptorOptions { NFft = nFft, Which = [DescriptorKind.Contrast], ContrastQuantile = quantile, ContrastLinear = true };
        float[] actual = Extract(new DescriptorExtractor(options, Rate), clip);
        float[] magnitudes = Extract(new SpectrogramExtractor(new SpectrogramOptions { NFft = nFft, HopLength = 512, Precision = FourierPrecision.Double }, Rate), clip);
        int bins = nFft / 2 + 1;
        int first = (int)Math.Ceiling(6400.0 * nFft / Rate) - 1;
        int count = Math.Max(1, (int)Math.Round(quantile * (bins - first), MidpointRounding.ToEven));
        for (int t = 0; t < actual.Length / 7; t++)
        {
            float[] band = [.. magnitudes.AsSpan(t * bins + first, bins - first).ToArray().Order()];
            double expected = band[^count..].Average() - band[..count].Average();
            Assert.Equal(expected, actual[t * 7 + 6], 1e-5 * band[^1]);
        }
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.0)]
    [InlineData(3.5)]
    public void Bandwidth_is_the_mean_distance_from_the_centroid_of_any_power(double power)
    {
        float[] clip = Noise(5000);
        var options = new DescriptorOptions { NFft = 400, Which = [DescriptorKind.Centroid, DescriptorKind.Bandwidth], BandwidthPower = power };
        float[] actual = Extract(new DescriptorExtractor(options, Rate), clip);
        float[] magnitudes = Extract(new SpectrogramExtractor(new SpectrogramOptions { NFft = 400, HopLength = 512 }, Rate), clip);
        for (int t = 0; t < actual.Length / 2; t++)
        {
            double total = 0, first = 0, moment = 0;
            for (int k = 0; k <= 200; k++)
            {
                total += magnitudes[t * 201 + k];
                first += 40.0 * k * magnitudes[t * 201 + k];
            }
            for (int k = 0; k <= 200; k++)
                moment += magnitudes[t * 201 + k] / total * Math.Pow(Math.Abs(40.0 * k - first / total), power);
            Assert.Equal(first / total, actual[2 * t], 0.01);
            Assert.Equal(Math.Pow(moment, 1 / power), actual[2 * t + 1], 0.01);
        }
    }

    [Fact]
    public void F0_of_a_harmonic_tone_is_its_fundamental()
    {
        foreach (double hertz in (double[])[80, 123.4, 220, 440])
        {
            var clip = new float[8000];
            for (int n = 0; n < clip.Length; n++)
            {
                for (int h = 1; h <= 5; h++)
                    clip[n] += (float)(0.1 / h * Math.Sin(2 * Math.PI * hertz * h * n / Rate));
            }
            float[] f0 = Extract(new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.F0] }, Rate), clip);
            foreach (float value in f0.AsSpan(3..^3))
                Assert.Equal(hertz, value, 0.002 * hertz);
        }
    }

    [Fact]
    public void Chroma_of_a_tone_is_strongest_in_its_class_and_its_tuning_is_found()
    {
        foreach (double cents in (double[])[0, 20, -30])
        {
            // E4, seven semitones below B4 and four above C4.
            double hertz = 440 * Math.Pow(2, (-5 + cents / 100) / 12);
            var clip = new float[16000];
            for (int n = 0; n < clip.Length; n++)
                clip[n] = (float)(0.3 * Math.Sin(2 * Math.PI * hertz * n / Rate));
            float[] chroma = Extract(new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.Chroma], NFft = 4096, Tuning = null }, Rate), clip);
            for (int t = 4; t < chroma.Length / 12 - 4; t++)
                Assert.Equal(1, chroma[t * 12 + 4]);
            float[] fixedTuning = Extract(new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.Chroma], NFft = 4096, Tuning = cents / 100 }, Rate), clip);
            for (int i = 4 * 12; i < chroma.Length - 4 * 12; i++)
                Assert.Equal(fixedTuning[i], chroma[i], 0.05f);
        }
    }

    [Fact]
    public void Zero_crossings_of_a_square_wave_are_counted()
    {
        var clip = new float[8000];
        for (int n = 0; n < clip.Length; n++)
            clip[n] = n / 20 % 2 == 0 ? 0.5f : -0.5f;
        float[] rates = Extract(new DescriptorExtractor(new DescriptorOptions { Which = [DescriptorKind.Zcr], NFft = 400, HopLength = 100 }, Rate), clip);
        // Twenty sign changes in 400 samples; the change at a frame's first sample belongs to the frame before.
        foreach (float rate in rates.AsSpan(3..^3))
            Assert.Equal(0.05f, rate, 0.0026f);
    }

    [Fact]
    public void Rms_of_samples_is_that_of_the_frame_and_of_the_spectrum_that_under_the_window()
    {
        float[] clip = Noise(5000);
        var options = new DescriptorOptions { Which = [DescriptorKind.Rms], NFft = 512, HopLength = 128, Center = false, Window = WindowKind.Rectangular };
        float[] spectral = Extract(new DescriptorExtractor(options, Rate), clip);
        float[] direct = Extract(new DescriptorExtractor(options with { RmsFromSamples = true }, Rate), clip);
        for (int t = 0; t < direct.Length; t++)
        {
            double sum = 0;
            for (int n = 0; n < 512; n++)
                sum += (double)clip[t * 128 + n] * clip[t * 128 + n];
            Assert.Equal(Math.Sqrt(sum / 512), direct[t], 1e-6);
            Assert.Equal(direct[t], spectral[t], 1e-6f);
        }
    }

    private static float[] Extract(IFrameFeature extractor, float[] clip)
    {
        var frames = new float[extractor.FrameCount(clip.Length) * extractor.Width];
        extractor.Extract(clip, frames);
        return frames;
    }

    private static float[] Noise(int length)
    {
        var random = new DeterministicRandom(length);
        var noise = new float[length];
        for (int i = 0; i < length; i++)
            noise[i] = (float)random.NextDouble(-0.5, 0.5);
        return noise;
    }
}
