using System.Runtime.Intrinsics;
using System.Text.Json;

namespace EmotionKit.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public async Task Says_what_this_machine_has()
    {
        CliRun run = (await CliRun.Of("doctor", "--json")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.True(json.GetProperty("sound").GetBoolean());
        Dictionary<string, JsonElement> checks = json.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);
        foreach (string name in (string[])["runtime", "processor", "memory", "temporary files", "ONNX Runtime", "CUDA", "libsndfile", "MNIST", "data sets"])
            Assert.NotEmpty(checks[name].GetProperty("text").GetString()!);
        JsonElement processor = checks["processor"].GetProperty("facts");
        Assert.Equal(Environment.ProcessorCount, processor.GetProperty("cores").GetInt32());
        Assert.Equal(Vector512.IsHardwareAccelerated, processor.GetProperty("vectorBits").GetInt32() == 512);
        // Tried, not only listed: a graph was run.
        Assert.Equal("works", checks["ONNX Runtime"].GetProperty("facts").GetProperty("providers").GetProperty("CPU").GetString());
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0", 256)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", 0)]
    public async Task The_width_of_vectors_is_the_one_that_the_kernels_take(string variable, string value, int bits)
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "needs AVX2");
        CliRun run = await CliProcess.RunAsync(new Dictionary<string, string> { [variable] = value }, "doctor", "--json");
        JsonElement processor = JsonDocument.Parse(run.Expect(ExitCode.Success).Out).RootElement.GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "processor");
        Assert.Equal(bits, processor.GetProperty("facts").GetProperty("vectorBits").GetInt32());
        Assert.Equal(bits == 0, processor.TryGetProperty("toDo", out _));
    }
}
