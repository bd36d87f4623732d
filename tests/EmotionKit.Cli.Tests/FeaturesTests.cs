using EmotionKit.Audio;
using EmotionKit.Numerics;
using EmotionKit.TestSupport;

namespace EmotionKit.Cli.Tests;

public sealed class FeaturesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Each array was computed by librosa 0.10.1 from the same recording with the same parameters.
    [Theory]
    [InlineData("mfcc", "clip0.a.mfcc", """{"preset":"librosa","nFft":512,"hopLength":160,"nMels":128,"nMfcc":40}""", 2e-3)]
    [InlineData("mfcc", "clip0.c.mfcc", """{"nFft":512,"winLength":400,"hopLength":160,"nMels":40,"htk":true,"window":"hamming","nMfcc":13,"lifter":22}""", 2e-3)]
    [InlineData("mfcc", "clip0.d.mfcc", """{"nFft":1024,"hopLength":256,"nMels":64,"fmin":50,"fmax":7600,"center":false,"nMfcc":40}""", 2e-3)]
    [InlineData("descriptors", "clip0.flatness", """{"nFft":1024,"hopLength":256,"which":["flatness"]}""", 1e-4)]
    [InlineData("descriptors", "clip0.chroma", """{"nFft":1024,"hopLength":256,"which":["chroma"]}""", 2e-3)]
    [InlineData("delta", "clip0.a.delta2", """{"nFft":512,"hopLength":160,"nMels":128,"nMfcc":40,"order":2,"width":9}""", 2e-3)]
    public async Task Equal_the_reference_arrays(string kind, string reference, string options, double tolerance)
    {
        string clip = TestData.Require("speech", "ravdess", "03-01-05-01-02-01-01.flac");
        NpyArray expected = Npy.Read(TestData.Require("reference", $"{reference}.npy"));
        string file = _folder["x.npy"];

        (await CliRun.Of("features", clip, "--kind", kind, "--options", options, "--sample-rate", "16000", "--out", file)).Expect(ExitCode.Success);

        NpyArray actual = Npy.Read(file);
        Assert.Equal(expected.Shape, actual.Shape);
        double[] wanted = expected.ToDoubles(), got = actual.ToDoubles();
        for (int i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - got[i]) <= tolerance, $"[{i}]: expected {wanted[i]}, got {got[i]}");
    }

    [Theory]
    [InlineData("mel", "clip0.a.mel", """{"preset":"librosa","nFft":512,"hopLength":160,"nMels":128,"nMfcc":40,"lifter":0}""")]
    [InlineData("spectrogram", "clip0.stft", """{"nFft":1024,"hopLength":256}""")]
    [InlineData("descriptors", "clip0.centroid", """{"nFft":1024,"hopLength":256,"which":["centroid"]}""")]
    [InlineData("descriptors", "clip0.contrast", """{"nFft":1024,"hopLength":256,"which":["contrast"]}""")]
    public async Task Equal_the_reference_spectra_relative_to_their_maximum(string kind, string reference, string options)
    {
        string clip = TestData.Require("speech", "ravdess", "03-01-05-01-02-01-01.flac");
        NpyArray expected = Npy.Read(TestData.Require("reference", $"{reference}.npy"));
        string file = _folder["x.npy"];

        (await CliRun.Of("features", clip, "--kind", kind, "--options", options, "--out", file)).Expect(ExitCode.Success);

        NpyArray actual = Npy.Read(file);
        Assert.Equal(expected.Shape, actual.Shape);
        double[] wanted = expected.ToDoubles(), got = actual.ToDoubles();
        double bound = 1e-4 * wanted.Max();
        for (int i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - got[i]) <= bound, $"[{i}]: expected {wanted[i]}, got {got[i]}");
    }

    [Fact]
    public async Task A_waveform_has_one_dimension_and_the_recording_s_samples()
    {
        float[] samples = Tone(440, 16_000, 1234);
        WavWriter.Write(_folder["a.wav"], samples, 16_000, WavSampleFormat.Float32);
        (await CliRun.Of("features", _folder["a.wav"], "--kind", "waveform", "--out", _folder["a.npy"])).Expect(ExitCode.Success);
        NpyArray array = Npy.Read(_folder["a.npy"]);
        Assert.Equal([1234], array.Shape);
        Assert.Equal(samples, array.ToSingles());
    }

    [Theory]
    [InlineData("native")]
    [InlineData("Native")]
    public async Task The_native_sample_rate_is_the_recording_s(string native)
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 22_050, 1600), 22_050, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["a.wav"], "--kind", "waveform", "--sample-rate", native, "--out", _folder["a.npy"])).Expect(ExitCode.Success);
        Assert.EndsWith(": [1600] at 22050 Hz", run.Out.TrimEnd());
        Assert.Equal([1600], Npy.Read(_folder["a.npy"]).Shape);
    }

    [Fact]
    public async Task A_sample_rate_resamples()
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 1600), 16_000, WavSampleFormat.Pcm16);
        (await CliRun.Of("features", _folder["a.wav"], "--kind", "waveform", "--sample-rate", "8000", "--out", _folder["a.npy"])).Expect(ExitCode.Success);
        Assert.Equal([800], Npy.Read(_folder["a.npy"]).Shape);
    }

    [Fact]
    public async Task A_folder_becomes_a_folder_of_arrays_with_its_own_folders_kept()
    {
        Directory.CreateDirectory(_folder["in", "sub"]);
        WavWriter.Write(_folder["in", "a.wav"], Tone(440, 16_000, 1600), 16_000, WavSampleFormat.Pcm16);
        WavWriter.Write(_folder["in", "sub", "a.wav"], Tone(220, 16_000, 3200), 16_000, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["in"], "--kind", "waveform", "--out", _folder["out"])).Expect(ExitCode.Success);
        Assert.Equal([1600], Npy.Read(_folder["out", "a.npy"]).Shape);
        Assert.Equal([3200], Npy.Read(_folder["out", "sub", "a.npy"]).Shape);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_bad_recording_is_named_the_others_are_done_and_the_exit_code_is_1()
    {
        WavWriter.Write(_folder["good.wav"], Tone(440, 16_000, 1600), 16_000, WavSampleFormat.Pcm16);
        File.WriteAllText(_folder["bad.wav"], "not a recording");
        CliRun run = (await CliRun.Of("features", _folder["bad.wav"], _folder["good.wav"], "--kind", "waveform", "--out", _folder["out"])).Expect(ExitCode.Failed);
        Assert.Contains("bad.wav", run.Error);
        Assert.True(File.Exists(_folder["out", "good.npy"]));
        Assert.False(File.Exists(_folder["out", "bad.npy"]));
    }

    [Fact]
    public async Task A_folder_without_recordings_is_named_and_the_others_are_done()
    {
        Directory.CreateDirectory(_folder["empty"]);
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 1600), 16_000, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["empty"], _folder["a.wav"], "--kind", "mel", "--out", _folder["out"])).Expect(ExitCode.Failed);
        Assert.Contains($"'{_folder["empty"]}' holds no recording", run.Error);
        Assert.Equal([_folder["out", "a.npy"]], Directory.GetFiles(_folder["out"]));
    }

    [Fact]
    public async Task Two_recordings_for_one_file_are_wrong_usage()
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 160), 16_000, WavSampleFormat.Pcm16);
        WavWriter.Write(_folder["b.wav"], Tone(440, 16_000, 160), 16_000, WavSampleFormat.Pcm16);
        (await CliRun.Of("features", _folder["a.wav"], _folder["b.wav"], "--kind", "mfcc", "--out", _folder["x.npy"])).Expect(ExitCode.WrongUsage);
    }

    [Fact]
    public async Task Recordings_that_would_share_a_file_are_wrong_usage_before_anything_is_written()
    {
        Directory.CreateDirectory(_folder["one"]);
        Directory.CreateDirectory(_folder["two"]);
        WavWriter.Write(_folder["one", "a.wav"], Tone(440, 16_000, 160), 16_000, WavSampleFormat.Pcm16);
        WavWriter.Write(_folder["two", "a.wav"], Tone(440, 16_000, 160), 16_000, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["one", "a.wav"], _folder["two", "a.wav"], "--kind", "mfcc", "--out", _folder["out"])).Expect(ExitCode.WrongUsage);
        Assert.Contains(_folder["two", "a.wav"], run.Error);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task An_option_of_another_kind_is_ignored_and_said_to_be()
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 16_000), 16_000, WavSampleFormat.Pcm16);
        string options = """{"nFft":512,"hopLength":160,"nMels":64,"nMfcc":13}""";
        CliRun run = (await CliRun.Of("features", _folder["a.wav"], "--kind", "mel", "--options", options, "--out", _folder["a.npy"])).Expect(ExitCode.Success);
        Assert.Contains("nMfcc", run.Error);
        Assert.Equal(64, Npy.Read(_folder["a.npy"]).Shape[0]);
    }

    [Theory]
    [InlineData("""{"htk":"yes"}""", "htk", "true or false")]
    [InlineData("""{"hopLength":"160"}""", "hopLength", "a whole number, or null")]
    [InlineData("""{"window":"round"}""", "window", "hann")]
    public async Task An_option_of_the_wrong_type_is_named_with_what_it_takes(string options, string name, string expected)
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 1600), 16_000, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["a.wav"], "--kind", "mfcc", "--options", options, "--out", _folder["a.npy"])).Expect(ExitCode.WrongUsage);
        Assert.Contains($"{name}: expected ", run.Error);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task A_clip_too_short_for_a_frame_gives_an_empty_array_and_a_warning()
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 511), 16_000, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["a.wav"], "--kind", "mfcc", "--options", """{"nFft":512,"center":false}""", "--out", _folder["a.npy"])).Expect(ExitCode.Success);
        Assert.Equal([20, 0], Npy.Read(_folder["a.npy"]).Shape);
        Assert.Contains("511 samples", run.Error);
    }

    [Fact]
    public async Task More_numbers_than_an_array_holds_are_an_error_that_says_how_many()
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 4096), 16_000, WavSampleFormat.Pcm16);
        CliRun run = (await CliRun.Of("features", _folder["a.wav"], "--kind", "spectrogram", "--options", """{"nFft":1048576,"hopLength":1}""", "--out", _folder["a.npy"])).Expect(ExitCode.Failed);
        Assert.Contains("4097 frames of 524289", run.Error);
        Assert.False(File.Exists(_folder["a.npy"]));
    }

    [Fact]
    public async Task A_stopped_job_is_exit_code_130()
    {
        WavWriter.Write(_folder["a.wav"], Tone(440, 16_000, 160), 16_000, WavSampleFormat.Pcm16);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CliRun run = (await CliRun.Of(stop.Token, "features", _folder["a.wav"], "--kind", "mfcc", "--out", _folder["out"])).Expect(ExitCode.Interrupted);
        Assert.Contains("stopped", run.Error);
    }

    [Fact]
    public async Task Threads_do_not_change_a_bit()
    {
        for (int i = 0; i < 6; i++)
            WavWriter.Write(_folder["in" + i + ".wav"], Tone(200 + 50 * i, 16_000, 16_000), 16_000, WavSampleFormat.Pcm16);
        string[] paths = [.. Enumerable.Range(0, 6).Select(i => _folder["in" + i + ".wav"])];
        (await CliRun.Of(["features", .. paths, "--kind", "mfcc", "--out", _folder["one"], "--threads", "1"])).Expect(ExitCode.Success);
        (await CliRun.Of(["features", .. paths, "--kind", "mfcc", "--out", _folder["four"], "--threads", "4"])).Expect(ExitCode.Success);
        for (int i = 0; i < 6; i++)
            Assert.Equal(File.ReadAllBytes(_folder["one", $"in{i}.npy"]), File.ReadAllBytes(_folder["four", $"in{i}.npy"]));
    }

    private static float[] Tone(double frequency, int sampleRate, int length)
    {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * frequency * i / sampleRate));
        return samples;
    }
}
