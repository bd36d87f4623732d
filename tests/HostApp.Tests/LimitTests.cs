using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HostApp.Tests;

/// <summary>Clients that are too many, too slow, or gone.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task One_request_too_many_gets_429_and_when_to_come_again()
    {
        await using Host host = await Started("--MaxRequestsAtOnce", "1");
        using Socket slow = await Begin(host, contentLength: 1000);
        await WaitFor(host, "aspnetcore_rate_limiting_active_request_leases{aspnetcore_rate_limiting_policy=\"work\"} 1");
        using HttpResponseMessage refused = await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav");
        Assert.Contains("try again", await refused.ProblemAsync(HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        // Health and metrics need no place.
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health")).StatusCode);
        slow.Close();
        await WaitFor(host, "aspnetcore_rate_limiting_active_request_leases{aspnetcore_rate_limiting_policy=\"work\"} 0");
        await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_ended_by_the_timeout()
    {
        await using Host host = await Started("--RequestTimeoutSeconds", "2");
        using Socket slow = await Begin(host, contentLength: 1_000_000);
        string answer = await ReadToEnd(slow, enough: "}");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        // A machine that is busy with other things may need more than the two seconds for its first answer.
        var watch = Stopwatch.StartNew();
        HttpResponseMessage next = await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav");
        while (next.StatusCode == HttpStatusCode.ServiceUnavailable && watch.Elapsed < TimeSpan.FromSeconds(20))
        {
            next.Dispose();
            next = await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav");
        }
        await next.AnswerAsync();
    }

    [Fact]
    public async Task Who_waits_too_long_for_an_engine_is_told_so()
    {
        await using Host host = await Started("--Engines", "1", "--RequestTimeoutSeconds", "2");
        // A queue in front of the only engine that is far longer than the time a request has.
        byte[] minute = Clips.Tone(60);
        using var enough = new CancellationTokenSource();
        Task[] queue = [.. Enumerable.Range(0, 300).Select(_ => Task.Run(() => host.Get<Recognizer<EmotionPrediction>>().PredictAsync(minute, enough.Token)))];
        await WaitFor(host, "emotionkit_engines_busy{task=\"emotion\"} 1");
        using HttpResponseMessage late = await host.Client.SendFileAsync("/emotion", Clips.Tone(1), "audio/wav");
        await enough.CancelAsync();
        Assert.Contains("no answer within the time", await late.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), late.Headers.RetryAfter?.Delta);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(queue));
        await WaitFor(host, "emotionkit_engines_busy{task=\"emotion\"} 0");
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_client_that_sends_a_byte_now_and_then_is_cut_off()
    {
        await using Host host = await Started();
        using Socket body = await Begin(host, contentLength: 1_000_000), header = await Connect(host);
        await Send(header, "POST /emotion HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        using var stop = new CancellationTokenSource();
        Task trickle = Task.WhenAll(Trickle(body, stop.Token), Trickle(header, stop.Token));
        string answer = await ReadToEnd(body).WaitAsync(TimeSpan.FromSeconds(25));
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        await ReadToEnd(header).WaitAsync(TimeSpan.FromSeconds(25));
        await stop.CancelAsync();
        await trickle;
    }

    [Fact]
    public async Task Clients_that_go_leave_nothing_behind()
    {
        await using Host host = await Started();
        await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();
        byte[] clip = Clips.Tone(30);
        for (int i = 0; i < 20; i++)
        {
            // Half of them during the upload, half during the prediction.
            using Socket client = await Begin(host, contentLength: clip.Length + (i % 2));
            await client.SendAsync(clip);
            client.LingerState = new LingerOption(true, 0);
            client.Close();
        }
        await WaitFor(host, "emotionkit_engines_busy{task=\"emotion\"} 0", "aspnetcore_rate_limiting_active_request_leases{aspnetcore_rate_limiting_policy=\"work\"} 0");
        string metrics = await host.Client.GetStringAsync("/metrics");
        Assert.DoesNotContain("http_response_status_code=\"500\"", metrics, StringComparison.Ordinal);
        await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_HTTP_do_no_harm()
    {
        await using Host host = await Started();
        foreach (string noise in (string[])["\0\u0001\u0002\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST /emotion HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", "POST /emotion HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])
        {
            using Socket client = await Connect(host);
            await Send(client, noise);
            Assert.DoesNotContain(" 500 ", await ReadToEnd(client), StringComparison.Ordinal);
        }
        await (await host.Client.SendFileAsync("/emotion", Clips.Voice(), "audio/wav")).AnswerAsync();
    }

    [Theory]
    [InlineData("--Engines", "-1", "Engines: expected 0 to 1024, got -1")]
    [InlineData("--MaxUploadMegabytes", "0", "MaxUploadMegabytes: expected 1 to 1024, got 0")]
    public void A_setting_out_of_range_is_said(string name, string value, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Service.Build([name, value])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--EmotionModel")]
    [InlineData("--DigitModel")]
    public void A_model_that_is_not_there_is_said(string name) =>
        Assert.Contains("'nowhere.ekm'", Assert.Throws<FileNotFoundException>(() => Service.Build([name, "nowhere.ekm"])).Message, StringComparison.Ordinal);

    private static async Task<Host> Started(params string[] settings)
    {
        var host = new Host(settings);
        await host.InitializeAsync();
        return host;
    }

    private static async Task<Socket> Connect(Host host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        return socket;
    }

    private static async Task<Socket> Begin(Host host, int contentLength)
    {
        Socket socket = await Connect(host);
        await Send(socket, $"POST /emotion HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\nContent-Length: {contentLength}\r\n\r\n");
        return socket;
    }

    private static async Task Send(Socket socket, string text) => await socket.SendAsync(Encoding.Latin1.GetBytes(text));

    private static async Task Trickle(Socket socket, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await socket.SendAsync("x"u8.ToArray(), stop);
                await Task.Delay(300, stop);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut off, as it should be.
        }
    }

    private static async Task<string> ReadToEnd(Socket socket, string enough = "\0")
    {
        var text = new StringBuilder();
        byte[] block = new byte[4096];
        try
        {
            while (!text.ToString().Contains(enough, StringComparison.Ordinal) && await socket.ReceiveAsync(block) is > 0 and int read)
                text.Append(Encoding.Latin1.GetString(block, 0, read));
        }
        catch (SocketException)
        {
            // Closed with bytes unread on the other side.
        }
        return text.ToString();
    }

    private static async Task WaitFor(Host host, params string[] lines)
    {
        string metrics = "";
        for (int i = 0; i < 600; i++)
        {
            metrics = await host.Client.GetStringAsync("/metrics");
            if (lines.All(line => metrics.Contains(line, StringComparison.Ordinal)))
                return;
            await Task.Delay(50);
        }
        Assert.Fail($"expected {string.Join(" and ", lines)}, got\n{metrics}");
    }
}
