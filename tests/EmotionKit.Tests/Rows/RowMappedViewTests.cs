using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Rows;

public sealed class RowMappedViewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Rows_come_in_source_order_however_long_each_takes(int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var slow = new FunctionTransformer("Y", "X", (x, row) =>
        {
            Thread.SpinWait((int)(row * 7919 % 13) * 3_000);
            return 2 * x;
        });
        IDataView view = slow.Transform(new CountingView(300));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => 2f * i), Values(view, "Y"));
        Assert.Equal(300, slow.Runs);
        Assert.InRange(slow.Kernels, 1, threads);
        Assert.InRange(slow.MostRunning, 1, threads);
        Assert.Equal(slow.Kernels, slow.DisposedKernels);
    }

    [Fact]
    public void Several_threads_are_busy_at_the_same_time()
    {
        using IDisposable scope = Execution.WithThreads(3);
        using var together = new Barrier(3);
        // Passes only where three rows are computed at once; row 9 on need not wait.
        var meeting = new FunctionTransformer("Y", "X", (x, row) =>
        {
            if (row is >= 3 and < 9)
                Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60)));
            return x;
        });
        Assert.Equal(60, Values(meeting.Transform(new CountingView(60)), "Y").Length);
        Assert.Equal(3, meeting.MostRunning);
    }

    [Fact]
    public void Neighbouring_stages_are_one_pass_over_the_source()
    {
        var source = new CountingView(50);
        var first = new FunctionTransformer("Y", "X", (x, _) => x + 1);
        var second = new FunctionTransformer("Z", "Y", (y, _) => y * 10);
        IDataView view = second.Transform(first.Transform(source));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (i + 1f) * 10), Values(view, "Z"));
        Assert.Equal(50, source.RowsRead);
        Assert.Equal(50, first.Runs);
        Assert.Equal(["X"], source.ColumnsAsked);
    }

    [Fact]
    public void Stages_whose_columns_are_not_asked_for_do_not_run()
    {
        var source = new CountingView(20);
        var first = new FunctionTransformer("Y", "X", (x, _) => x + 1);
        var second = new FunctionTransformer("Z", "X", (_, _) => throw new InvalidOperationException("not asked for"));
        IDataView view = second.Transform(first.Transform(source));
        Assert.Equal(20, Values(view, "Y").Length);
        Assert.Equal(0, second.Kernels);
        Assert.Equal(["row 0", "row 1"], RowDump.Of(view, "Name").Take(2));
        Assert.Equal(20, first.Runs);
    }

    [Fact]
    public void A_hidden_column_stays_apart_from_the_one_that_hides_it()
    {
        var source = new CountingView(5);
        IDataView view = new FunctionTransformer("X", "X", (x, _) => x + 100).Transform(source);
        Assert.Equal([100f, 101, 102, 103, 104], Values(view, "X"));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<float> hidden = cursor.GetGetter<float>(view.Schema[0]);
        float value = 0;
        Assert.True(cursor.MoveNext());
        hidden(ref value);
        Assert.Equal(0f, value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_error_comes_at_its_row_after_the_rows_before_it(int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var source = new CountingView(100);
        var failing = new FunctionTransformer("Y", "X", (x, row) => row == 37 ? throw new FormatException("bad value") : x);
        IDataView view = failing.Transform(source);
        using (DataViewRowCursor cursor = view.GetRowCursor(view.Schema))
        {
            for (int i = 0; i < 37; i++)
                Assert.True(cursor.MoveNext());
            var error = Assert.Throws<RowException>(() => cursor.MoveNext());
            Assert.Equal((37, "Y", "Function"), (error.Row, error.Column, error.Component));
            Assert.Equal("Function, column 'Y', row 37: bad value", error.Message);
            Assert.IsType<FormatException>(error.InnerException);
            Assert.Throws<RowException>(() => cursor.MoveNext());
        }
        Assert.Equal(0, source.OpenCursors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_error_of_the_source_comes_unchanged_after_the_rows_before_it(int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var source = new CountingView(100) { FailsAt = 10 };
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x).Transform(source);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 0; i < 10; i++)
            Assert.True(cursor.MoveNext());
        Assert.Equal("the source broke", Assert.Throws<IOException>(() => cursor.MoveNext()).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Dropped_rows_vanish_from_every_cursor_and_are_reported_in_order(int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var dropping = new FunctionTransformer("Y", "X", (x, row) => row % 10 == 3 ? throw new FormatException($"bad {row}") : x)
        {
            DropsOn = typeof(FormatException),
        };
        IDataView view = dropping.Transform(new CountingView(50));
        Assert.Null(view.GetRowCount());
        Assert.Equal(45, Values(view, "Y").Length);
        Assert.Equal([3, 13, 23, 33, 43], dropping.Dropped.Select(e => e.Row));
        // The same rows where only a column of the source is read.
        string[] names = RowDump.Of(view, "Name");
        Assert.Equal(45, names.Length);
        Assert.DoesNotContain("row 13", names);
        using DataViewRowCursor cursor = view.GetRowCursor([]);
        long count = 0;
        while (cursor.MoveNext())
            Assert.Equal(count++, cursor.Position);
        Assert.Equal(45, count);
    }

    [Fact]
    public void An_error_that_does_not_drop_is_thrown_by_a_dropping_stage_too()
    {
        var dropping = new FunctionTransformer("Y", "X", (x, row) => row == 4 ? throw new OutOfMemoryException() : x)
        {
            DropsOn = typeof(FormatException),
        };
        IDataView view = dropping.Transform(new CountingView(9));
        Assert.Equal(4, Assert.Throws<RowException>(() => Values(view, "Y")).Row);
    }

    [Fact]
    public void Look_ahead_is_bounded_however_many_rows_there_are()
    {
        using IDisposable scope = Execution.WithThreads(4);
        var source = new CountingView(1_000_000);
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x).Transform(source);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 1; i <= 200; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.InRange(source.RowsRead, i, i + 16);
        }
    }

    [Fact]
    public void Who_reads_one_row_pays_for_few()
    {
        using IDisposable scope = Execution.WithThreads(16);
        var source = new CountingView(1_000);
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x).Transform(source);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Assert.True(cursor.MoveNext());
        Assert.InRange(source.RowsRead, 1, 4);
    }

    [Fact]
    public void Leaving_mid_way_waits_for_the_rows_in_work_and_releases_everything()
    {
        using IDisposable scope = Execution.WithThreads(4);
        var source = new CountingView(1_000);
        int running = 0;
        var slow = new FunctionTransformer("Y", "X", (x, _) =>
        {
            Interlocked.Increment(ref running);
            Thread.Sleep(5);
            Interlocked.Decrement(ref running);
            return x;
        });
        IDataView view = slow.Transform(source);
        for (int rows = 0; rows < 8; rows++)
        {
            DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
            for (int i = 0; i < rows; i++)
                Assert.True(cursor.MoveNext());
            cursor.Dispose();
            Assert.Equal(0, Volatile.Read(ref running));
            Assert.Equal(0, source.OpenCursors);
            Assert.Equal(slow.Kernels, slow.DisposedKernels);
            cursor.Dispose();
        }
    }

    [Fact]
    public void With_one_thread_rows_are_computed_when_they_are_read()
    {
        using IDisposable scope = Execution.WithThreads(1);
        int thread = Environment.CurrentManagedThreadId;
        var source = new CountingView(30);
        var here = new FunctionTransformer("Y", "X", (x, _) =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            return x;
        });
        IDataView view = here.Transform(source);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 1; i <= 30; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal(i, here.Runs);
            Assert.Equal(i, source.RowsRead);
        }
    }

    [Fact]
    public void Row_ids_and_the_order_of_a_shuffled_source_pass_through()
    {
        var source = new CountingView(10);
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x).Transform(source);
        Assert.True(view.CanShuffle);
        Assert.Equal(10, view.GetRowCount());
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema, new Random(1));
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        ValueGetter<float> getY = cursor.GetGetter<float>(view.Schema["Y"]);
        for (int i = 9; i >= 0; i--)
        {
            Assert.True(cursor.MoveNext());
            DataViewRowId id = default;
            float y = 0;
            getId(ref id);
            getY(ref y);
            Assert.Equal((new DataViewRowId((ulong)i, 7), i), (id, (int)y));
        }
    }

    [Fact]
    public void Reading_without_a_row_is_an_error()
    {
        IDataView view = new FunctionTransformer("Y", "X", (x, _) => x).Transform(new CountingView(1));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<float> getter = cursor.GetGetter<float>(view.Schema["Y"]);
        float value = 0;
        Assert.Throws<InvalidOperationException>(() => getter(ref value));
        Assert.True(cursor.MoveNext());
        getter(ref value);
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => getter(ref value));
    }

    [Fact]
    public void A_warm_cursor_allocates_nothing_per_row()
    {
        using IDisposable scope = Execution.WithThreads(1);
        IDataView view = new FunctionTransformer("Z", "Y", (y, _) => y + 1).Transform(
            new FunctionTransformer("Y", "X", (x, _) => 2 * x).Transform(new CountingView(5_000)));
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Z"]]);
        ValueGetter<float> getter = cursor.GetGetter<float>(view.Schema["Z"]);
        float value = 0;
        for (int i = 0; i < 100; i++)
            cursor.MoveNext();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 4_000; i++)
        {
            cursor.MoveNext();
            getter(ref value);
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
    }

    private static float[] Values(IDataView view, string column)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[column]]);
        ValueGetter<float> getter = cursor.GetGetter<float>(view.Schema[column]);
        var values = new List<float>();
        float value = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }
        return [.. values];
    }
}
