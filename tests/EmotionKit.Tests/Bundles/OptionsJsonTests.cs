using EmotionKit.Audio;
using EmotionKit.Signal;
using EmotionKit.Trainers.Neural;

namespace EmotionKit.Tests.Bundles;

public sealed class OptionsJsonTests
{
    [Fact]
    public void Options_are_camel_case_with_every_property_and_enums_by_name()
    {
        Assert.Equal(
            """{"sampleRate":16000,"offsetSeconds":0,"seconds":2.5,"pad":true,"maxSamples":268435456,"verifyMd5":true,"onError":"skip"}""",
            OptionsJson.Write(new LoadAudioOptions { Seconds = 2.5, OnError = AudioErrorMode.Skip }));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        MfccOptions options = MfccOptions.Kaldi with { FMax = 7_600.1, NMfcc = 12 };
        Assert.Equal(options, OptionsJson.Read<MfccOptions>(OptionsJson.Write(options)));
        var pool = new PoolOptions { Quantiles = [0.1, 0.9], Mean = false };
        Assert.Equal(pool.Quantiles, OptionsJson.Read<PoolOptions>(OptionsJson.Write(pool)).Quantiles);
    }

    [Fact]
    public void What_is_not_named_has_its_default()
    {
        MfccOptions options = OptionsJson.Read<MfccOptions>("""{"nFft":512,"hopLength":160,"window":"hamming"}""");
        Assert.Equal(new MfccOptions { NFft = 512, HopLength = 160, Window = WindowKind.Hamming }, options);
    }

    [Theory]
    [InlineData("""{"nFtt":512}""", "'nFtt'", "did you mean 'nFft'", "hopLength")]
    [InlineData("""{"NFft":512}""", "'NFft'", "did you mean 'nFft'")]
    [InlineData("""{"nFft":"a lot"}""", "a whole number at $.nFft, got \"a lot\"")]
    [InlineData("""{"nFft":1.5}""", "a whole number at $.nFft, got 1.5")]
    [InlineData("""{"nFft":null}""", "a whole number at $.nFft, got null")]
    [InlineData("""{"nFft":9999999999}""", "a whole number at $.nFft, got 9999999999")]
    [InlineData("""{"preEmphasis":"much"}""", "a number at $.preEmphasis")]
    [InlineData("""{"center":"yes"}""", "true or false at $.center")]
    [InlineData("""{"window":"hannn"}""", "one of hann, hamming", "at $.window, got \"hannn\"")]
    [InlineData("""{"window":1}""", "at $.window, got 1")]
    [InlineData("""{"nFft":512""", "not valid JSON")]
    [InlineData("null", "null")]
    [InlineData("[1]", "MfccOptions")]
    public void What_does_not_fit_is_an_error_that_names_it(string json, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(() => OptionsJson.Read<MfccOptions>(json));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void A_nested_unknown_name_is_found_too()
    {
        var error = Assert.Throws<ArgumentException>(() => OptionsJson.Read<Outer>("""{"inner":[{"value":1},{"valu":2}]}"""));
        Assert.Contains("$.inner[1]", error.Message);
        Assert.Contains("did you mean 'value'", error.Message);
    }

    [Fact]
    public void Changes_name_what_they_change_at_any_depth_and_leave_the_rest()
    {
        var options = new CnnLstmOptions { Units = [7], Training = new() { Epochs = 3, Mixup = 0.3 } };
        CnnLstmOptions changed = OptionsJson.Change(options, """{"units":[4,5],"training":{"mixup":0.1,"augmentation":{"speed":0.2}},"waveform":null}""");
        Assert.Equal([4, 5], changed.Units);
        Assert.Equal((3, 0.1, 0.2), (changed.Epochs, changed.Training.Mixup, changed.Training.Augmentation!.Speed));
        Assert.Equal([7], options.Units);
        Assert.Contains("$.training", Assert.Throws<ArgumentException>(() => OptionsJson.Change(options, """{"training":{"epoch":1}}""")).Message);
        Assert.Contains("a number at $.training.augmentation.speed, got [1]", Assert.Throws<ArgumentException>(() => OptionsJson.Change(options, """{"training":{"augmentation":{"speed":[1]}}}""")).Message);
        Assert.Contains("a whole number at $.units[1], got true", Assert.Throws<ArgumentException>(() => OptionsJson.Change(options, """{"units":[4,true]}""")).Message);
        Assert.Contains("expected a JSON object", Assert.Throws<ArgumentException>(() => OptionsJson.Change(options, "[1]")).Message);
        Assert.Contains("not valid JSON", Assert.Throws<ArgumentException>(() => OptionsJson.Change(options, "{")).Message);
    }

    [Fact]
    public void Numbers_that_are_not_finite_survive()
    {
        string json = OptionsJson.Write(new Inner { Value = double.NaN });
        Assert.Equal("""{"value":"NaN"}""", json);
        Assert.True(double.IsNaN(OptionsJson.Read<Inner>(json).Value));
        Assert.Equal(double.NegativeInfinity, OptionsJson.Read<Inner>("""{"value":"-Infinity"}""").Value);
    }

    internal sealed record Outer
    {
        public IReadOnlyList<Inner> Inner { get; init; } = [];
    }

    internal sealed record Inner
    {
        public double Value { get; init; }
    }
}
