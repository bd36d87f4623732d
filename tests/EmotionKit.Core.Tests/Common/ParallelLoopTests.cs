namespace EmotionKit.Core.Tests.Common;

public sealed class ParallelLoopTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(1_000, 1)]
    [InlineData(1_000, 2)]
    [InlineData(7, 64)]
    public void Every_piece_is_done_once(int count, int threads)
    {
        int[] done = new int[count];
        ParallelLoop.Run(count, threads, i => Interlocked.Increment(ref done[i]));
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_error_is_thrown_as_it_is_and_stops_the_rest(int threads)
    {
        int begun = 0;
        var error = Assert.Throws<InvalidDataException>(() => ParallelLoop.Run(1_000_000, threads, i =>
        {
            Interlocked.Increment(ref begun);
            throw new InvalidDataException($"piece {i}");
        }));
        Assert.Equal("piece 0", error.Message);
        Assert.InRange(begun, 1, threads);
    }

    [Fact]
    public void Nothing_is_left_running_when_an_error_comes_out()
    {
        int running = 0;
        for (int round = 0; round < 50; round++)
        {
            Assert.Throws<InvalidDataException>(() => ParallelLoop.Run(8, 4, i =>
            {
                Interlocked.Increment(ref running);
                Thread.Yield();
                Interlocked.Decrement(ref running);
                if (i == 3)
                    throw new InvalidDataException();
            }));
            Assert.Equal(0, Volatile.Read(ref running));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_loop_stops(int threads)
    {
        using var source = new CancellationTokenSource();
        int begun = 0;
        Assert.Throws<OperationCanceledException>(() => ParallelLoop.Run(1_000, threads, _ =>
        {
            if (Interlocked.Increment(ref begun) == 5)
                source.Cancel();
        }, source.Token));
        Assert.InRange(begun, 5, 5 + threads);
    }

    [Fact]
    public void The_callers_settings_reach_every_piece()
    {
        using IDisposable scope = Execution.WithThreads(3);
        int[] seen = new int[64];
        ParallelLoop.Run(seen.Length, 4, i => seen[i] = Execution.Threads);
        Assert.All(seen, threads => Assert.Equal(3, threads));
    }
}
