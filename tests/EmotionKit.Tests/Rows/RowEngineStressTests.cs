using Microsoft.ML;

namespace EmotionKit.Tests.Rows;

public sealed class RowEngineStressTests
{
    [Fact]
    public void Many_short_passes_of_every_kind_end_in_order_and_leave_nothing_behind()
    {
        Parallel.For(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 6 }, Pass);
    }

    private static void Pass(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(40);
        int failsAt = random.Next(3) == 0 ? random.Next(50) : -1;
        int leavesAt = random.Next(3) == 0 ? random.Next(50) : int.MaxValue;
        int[] work = [.. Enumerable.Range(0, 50).Select(_ => random.Next(5) == 0 ? 20_000 : random.Next(200))];
        using IDisposable scope = Execution.WithThreads(1 + random.Next(8));
        var source = new CountingView(rows);
        var first = new FunctionTransformer("Y", "X", (x, row) =>
        {
            Thread.SpinWait(work[row]);
            return row == failsAt ? throw new FormatException("no") : x + 1;
        });
        var second = new FunctionTransformer("Z", "Y", (y, _) => 2 * y);
        IDataView view = second.Transform(first.Transform(source));
        using (DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Z"]]))
        {
            ValueGetter<float> getter = cursor.GetGetter<float>(view.Schema["Z"]);
            float value = 0;
            for (int i = 0; ; i++)
            {
                if (i == failsAt && i < rows)
                {
                    Assert.Equal(i, Assert.Throws<RowException>(() => cursor.MoveNext()).Row);
                    break;
                }
                if (i == leavesAt)
                    break;
                Assert.Equal(i < rows, cursor.MoveNext());
                if (i == rows)
                    break;
                getter(ref value);
                Assert.Equal(2f * (i + 1), value);
            }
        }
        Assert.Equal(0, source.OpenCursors);
        Assert.Equal(first.Kernels, first.DisposedKernels);
        Assert.Equal(second.Kernels, second.DisposedKernels);
    }
}
