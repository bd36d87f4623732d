using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Rows;

/// <summary>Takes every thread of the pool.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ThreadPoolStarvationTests
{
    [Fact]
    public async Task Rows_are_read_and_left_while_no_thread_of_the_pool_is_free()
    {
        var release = new ManualResetEventSlim();
        ThreadPool.GetMinThreads(out int minWorkers, out int minPorts);
        ThreadPool.GetMaxThreads(out int maxWorkers, out int maxPorts);
        Assert.True(ThreadPool.SetMinThreads(Environment.ProcessorCount, minPorts));
        Assert.True(ThreadPool.SetMaxThreads(Environment.ProcessorCount, maxPorts));
        try
        {
            for (int i = 0; i < Environment.ProcessorCount * 4; i++)
                ThreadPool.UnsafeQueueUserWorkItem(static state => ((ManualResetEventSlim)state!).Wait(), release);
            // A thread of its own, which also sets the pool free: nothing here may wait for the pool.
            await Task.Factory.StartNew(
                () =>
                {
                    try
                    {
                        ReadRows();
                    }
                    finally
                    {
                        release.Set();
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
        finally
        {
            release.Set();
            ThreadPool.SetMaxThreads(maxWorkers, maxPorts);
            ThreadPool.SetMinThreads(minWorkers, minPorts);
        }
    }

    private static void ReadRows()
    {
        bool poolRan = false;
        ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref poolRan, true), null);
        using IDisposable scope = Execution.WithThreads(4);
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x + 1).Transform(new CountingView(200));
        Assert.Equal(200, RowDump.Of(view, "Y").Length);
        using (DataViewRowCursor left = view.GetRowCursor(view.Schema))
            Assert.True(left.MoveNext());
        Assert.False(Volatile.Read(ref poolRan), "the pool was not starved, so nothing was tried");
    }
}
