using System.Diagnostics;
using System.Net;
using EmotionKit.Signal;

namespace HostApp.Tests;

/// <summary>Many requests to the service as a process of its own.</summary>
[Trait("Category", "Long")]
public sealed class LoadTests(HostProcess host, ITestOutputHelper output) : IClassFixture<HostProcess>
{
    private const int Clients = 16;
    private const int Requests = 1000;

    [Fact]
    public async Task A_thousand_requests_from_sixteen_clients_are_answered_in_memory_that_stays_flat()
    {
        byte[][] clips = [.. Enum.GetValues<SyntheticEmotion>().Select(emotion => Clips.Voice(emotion))];
        // Warm: compiled code, buffers as large as the clips, the client's connections.
        await Send(clips, 300);
        (double workingSet, double heap) before = await Memory();
        var watch = Stopwatch.StartNew();
        TimeSpan[] took = await Send(clips, Requests);
        watch.Stop();
        (double workingSet, double heap) after = await Memory();

        Array.Sort(took);
        output.WriteLine($"{Requests} requests from {Clients} clients: {Requests / watch.Elapsed.TotalSeconds:F0} per second, "
            + $"p50 {took[Requests / 2].TotalMilliseconds:F0} ms, p95 {took[Requests * 95 / 100].TotalMilliseconds:F0} ms, p99 {took[Requests * 99 / 100].TotalMilliseconds:F0} ms, worst {took[^1].TotalMilliseconds:F0} ms; "
            + $"working set {before.workingSet / 1e6:F0} to {after.workingSet / 1e6:F0} MB, managed heap {before.heap / 1e6:F0} to {after.heap / 1e6:F0} MB");
        // A leak of a clip's samples per request would be 1000 * 100 KB and more.
        Assert.InRange(after.workingSet, 0, before.workingSet + 40e6);
        Assert.InRange(after.heap, 0, before.heap + 30e6);
        Assert.InRange(took[Requests * 99 / 100].TotalSeconds, 0, 5);
    }

    private async Task<TimeSpan[]> Send(byte[][] clips, int requests)
    {
        var took = new TimeSpan[requests];
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await host.Client.SendFileAsync("/emotion", clips[i % clips.Length], "audio/wav");
                string answer = await response.Content.ReadAsStringAsync();
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"request {i}: {(int)response.StatusCode} {answer}");
                took[i] = Stopwatch.GetElapsedTime(began);
            }
        })));
        return took;
    }

    private async Task<(double WorkingSet, double Heap)> Memory() =>
        (await host.MetricAsync("dotnet_process_memory_working_set_bytes"), await host.MetricAsync("dotnet_gc_last_collection_heap_size_bytes"));
}
