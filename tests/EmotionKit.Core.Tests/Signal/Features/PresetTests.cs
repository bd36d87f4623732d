using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Features;

/// <summary>Presets against vectors computed by torchaudio 0.13.1 from a signal that anyone can make again.</summary>
public class PresetTests
{
    // torchaudio.transforms.MFCC(16000): frames 7 (the first 13 coefficients) and 0 (the first 6).
    [Fact]
    public void The_htk_preset_equals_torchaudios_mfcc()
    {
        (float[] frames, int count) = Extract(MfccOptions.Htk, 16000);
        Assert.Equal(21, count);
        Near([-26.15663f, -39.15630f, -18.05022f, -27.14096f, -21.35338f, -28.30184f, -22.09639f, -14.02373f, -11.66547f, -18.57757f, -7.91676f, -16.15545f, -17.87369f], frames.AsSpan(7 * 40));
        Near([-38.82482f, -20.57672f, 20.92272f, -7.99836f, -30.47380f, -21.10867f], frames);
    }

    // torchaudio.compliance.kaldi.mfcc(x * 32768, dither=0, use_energy=True) in double precision, at 16 and at 11.025 kHz.
    [Fact]
    public void The_kaldi_preset_equals_kaldis_mfcc()
    {
        (float[] frames, int count) = Extract(MfccOptions.Kaldi, 16000);
        Assert.Equal(23, count);
        Near([22.22790f, -21.65123f, 1.37499f, -5.45120f, -4.33291f, -7.71734f, -7.72474f, -8.35192f, -8.00408f, -2.45913f, -3.46020f, -7.81691f, -6.47411f], frames.AsSpan(5 * 13));
        Near([22.26490f, -20.59893f, 1.65383f, -1.71033f, -3.92960f, -10.51437f, -6.42011f, -8.23796f, -2.83612f, -6.48106f, -4.34056f, -7.00067f, -5.28190f], frames.AsSpan(22 * 13));
        (frames, count) = Extract(MfccOptions.Kaldi, 11025);
        Assert.Equal(34, count);
        Near([21.92025f, -18.92731f, 2.70559f, -0.12696f, 1.61950f, -5.06848f, -2.95695f, -1.94339f, 10.53111f, -2.26304f, -5.38727f, -2.79787f, -0.83913f], frames.AsSpan(5 * 13));
    }

    [Theory]
    [InlineData(MfccPreset.Librosa)]
    [InlineData(MfccPreset.Htk)]
    [InlineData(MfccPreset.Kaldi)]
    public void Every_preset_is_valid_at_usual_rates(MfccPreset preset)
    {
        foreach (int rate in (int[])[8000, 16000, 22050, 44100, 48000])
            Assert.True(new MfccExtractor(MfccOptions.FromPreset(preset), rate).FrameCount(rate) > 10);
    }

    private static (float[] Frames, int Count) Extract(MfccOptions options, int sampleRate)
    {
        var samples = new float[4000];
        for (int n = 0; n < samples.Length; n++)
            samples[n] = (float)(((n * n * 7 + n * 13) % 1009 / 1009.0 - 0.5) * 0.2 + 0.3 * (n % 80 / 80.0 - 0.5));
        var extractor = new MfccExtractor(options, sampleRate);
        int count = extractor.FrameCount(samples.Length);
        var frames = new float[count * extractor.Width];
        extractor.Extract(samples, frames);
        return (frames, count);
    }

    private static void Near(float[] expected, ReadOnlySpan<float> actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-3f);
    }
}
