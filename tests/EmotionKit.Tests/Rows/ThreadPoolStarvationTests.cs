using EmotionKit.Audio;
using EmotionKit.Linear;
using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Rows;

/// <summary>Takes every thread of the pool.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ThreadPoolStarvationTests
{
    [Fact]
    public Task Rows_are_read_and_left_while_no_thread_of_the_pool_is_free() => Starved(ReadRows);

    [Fact]
    public Task A_model_is_trained_while_no_thread_of_the_pool_is_free() => Starved(Train);

    [Fact]
    public Task Recordings_are_compared_while_no_thread_of_the_pool_is_free() => Starved(Split);

    private static async Task Starved(Action act)
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
                        bool poolRan = false;
                        ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref poolRan, true), null);
                        using IDisposable scope = Execution.WithThreads(4);
                        act();
                        Assert.False(Volatile.Read(ref poolRan), "the pool was not starved, so nothing was tried");
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
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x + 1).Transform(new CountingView(200));
        Assert.Equal(200, RowDump.Of(view, "Y").Length);
        using DataViewRowCursor left = view.GetRowCursor(view.Schema);
        Assert.True(left.MoveNext());
    }

    private static void Train()
    {
        int[] labels = [.. Enumerable.Range(0, 1_000).Select(i => i % 2)];
        float[] x = [.. labels.Select((label, i) => label + i % 7 * 0.1f)];
        var model = SoftmaxRegression.Fit(x, 1, labels, 2);
        Span<float> scores = stackalloc float[2];
        model.Predict([1.5f], scores);
        Assert.True(scores[1] > scores[0]);
    }

    private static void Split()
    {
        using var folder = new TempFolder();
        var rows = new List<Recording>();
        for (int i = 0; i < 12; i++)
        {
            string path = folder.File($"{i}.wav");
            WavWriter.Write(path, Tones.Clip(i), Tones.Rate);
            rows.Add(new Recording { Path = path, Label = i % 2 == 0 ? "a" : "b" });
        }
        var ml = new MLContext(seed: 1);
        Assert.Equal(4, ml.Data.SplitStratified(ml.Data.LoadFromEnumerable(rows), 1 / 3.0).TestSet.GetRowCount());
    }

    private sealed class Recording
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
