using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HostApp.Tests;

/// <summary>What operators look at.</summary>
public sealed partial class ObservationTests(Host host) : IClassFixture<Host>
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_service_that_runs_is_healthy(string path) =>
        Assert.Equal("healthy", (await (await host.Client.GetAsync(path)).AnswerAsync()).GetProperty("status").GetString());

    [Fact]
    public async Task A_service_that_stops_is_alive_but_not_ready()
    {
        var stopping = new Host();
        await stopping.InitializeAsync();
        stopping.Get<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        var check = new ReadyCheck(stopping.Get<Recognizer<EmotionPrediction>>(), stopping.Get<Recognizer<DigitPrediction>>(), stopping.Get<Microsoft.Extensions.Hosting.IHostApplicationLifetime>());
        Assert.Equal("stopping", (await check.CheckHealthAsync(new())).Description);
        await stopping.DisposeAsync();
    }

    [Fact]
    public async Task The_models_say_their_names_and_classes()
    {
        JsonElement models = await (await host.Client.GetAsync("/models")).AnswerAsync();
        Assert.Equal("EmoDb", models.GetProperty("emotion").GetProperty("name").GetString());
        Assert.Equal(10, models.GetProperty("digit").GetProperty("classes").GetArrayLength());
    }

    [Fact]
    public async Task Metrics_are_Prometheus_text_and_count_what_happened()
    {
        double Answered(string text) => Value(text, "http_server_request_duration_seconds_count", "http_route=\"/emotion\"", "http_response_status_code=\"200\"");
        bool Quiet(string text) => Value(text, "http_server_active_requests", "POST") == 0 && Value(text, "emotionkit_engines_busy", "task=\"emotion\"") == 0;
        double before = Answered(await Metrics(Quiet));
        for (int i = 0; i < 3; i++)
            await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();
        (await host.Client.SendFileAsync("/emotion", [], "audio/wav")).Dispose();

        string text = await Metrics(text => Quiet(text) && Answered(text) > before + 2 && Value(text, "http_server_request_duration_seconds_count", "http_response_status_code=\"400\"") >= 1);
        Assert.Equal(before + 3, Answered(text));
        Assert.Equal(2, Value(text, "emotionkit_engines", "task=\"emotion\"", "model=\"EmoDb\""));
        Assert.True(Value(text, "emotionkit_prediction_duration_seconds_sum", "task=\"emotion\"") > 0);
        Assert.True(Value(text, "dotnet_process_memory_working_set_bytes") > 1e6);
    }

    [Fact]
    public async Task Every_line_of_the_metrics_keeps_to_the_text_format()
    {
        await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();
        string[] lines = (await Metrics()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(line[0] == '#' ? CommentLine() : SampleLine(), line));
        // Names come once, with their type before their samples; buckets only grow.
        string[] types = [.. lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        Assert.Equal(types.Distinct(), types);
        double[] buckets = [.. lines.Where(line => line.StartsWith("emotionkit_prediction_duration_seconds_bucket{task=\"emotion\"", StringComparison.Ordinal)).Select(LastNumber)];
        Assert.Equal(14, buckets.Length);
        Assert.Equal(buckets.Order(), buckets);
    }

    /// <summary>The metrics once they are as expected: a server counts a request after its answer has left.</summary>
    private async Task<string> Metrics(Func<string, bool> expected)
    {
        string text = await Metrics();
        for (int i = 0; i < 600 && !expected(text); i++)
        {
            await Task.Delay(50);
            text = await Metrics();
        }
        Assert.True(expected(text), text);
        return text;
    }

    private async Task<string> Metrics()
    {
        using HttpResponseMessage response = await host.Client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return await response.Content.ReadAsStringAsync();
    }

    private static double Value(string text, string name, params string[] labels) =>
        text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Where(line => labels.All(label => line.Contains(label, StringComparison.Ordinal))).Sum(LastNumber);

    private static double LastNumber(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .+|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram))$")]
    private static partial Regex CommentLine();

    [GeneratedRegex(@"^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\\n]|\\[\\""n])*""(,[a-zA-Z_][a-zA-Z0-9_]*=""([^""\\\n]|\\[\\""n])*"")*\})? -?[0-9.eE+-]+$")]
    private static partial Regex SampleLine();
}
