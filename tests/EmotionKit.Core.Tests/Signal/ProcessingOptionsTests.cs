using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal;

public class ProcessingOptionsTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static void RoundTrips<T>(T options) => Assert.Equal(options, JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(options, Json), Json));

    [Fact]
    public void OptionsSurviveJson()
    {
        RoundTrips(new ResamplerOptions { StopBandDecibels = 80 });
        RoundTrips(new TrimOptions { TopDb = 20, Reference = 0.5 });
        RoundTrips(new NoiseReductionOptions { HopLength = 100, NoiseSeconds = 0.5 });
        RoundTrips(NoiseReductionOptions.NoiseReduce);
        RoundTrips(new AugmentOptions { Noise = NoiseColor.Pink, MaxShift = 0.5 });
    }

    [Fact]
    public void DefaultsAndPresetsAreValid()
    {
        new ResamplerOptions().Validate();
        new TrimOptions().Validate();
        new NoiseReductionOptions().Validate();
        NoiseReductionOptions.NoiseReduce.Validate();
        new AugmentOptions().Validate();
    }
}
