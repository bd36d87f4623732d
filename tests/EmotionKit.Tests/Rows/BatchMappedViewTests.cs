using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Rows;

public sealed class BatchMappedViewTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(64, 2)]
    public void Rows_come_in_order_with_the_columns_they_had(int size, int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var batches = new BatchTransformerStub(size);
        IDataView view = batches.Transform(new CountingView(100));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => $"row {i} | {RowDump.Text(i + 0.5f)}"),
            RowDump.Of(view, "Name", "Y"));
        Assert.Equal(100, batches.Sizes.Sum());
        Assert.All(batches.Sizes, s => Assert.InRange(s, 1, size));
        Assert.Equal((100 + size - 1) / size, batches.Sizes.Count);
        Assert.Equal(100, view.GetRowCount());
    }

    [Fact]
    public void Nothing_is_computed_where_only_source_columns_are_read()
    {
        var batches = new BatchTransformerStub(10);
        Assert.Equal(30, RowDump.Of(batches.Transform(new CountingView(30)), "Name").Length);
        Assert.Empty(batches.Sizes);
    }

    [Fact]
    public void A_failing_batch_comes_after_the_rows_before_it_and_names_its_first_row()
    {
        var batches = new BatchTransformerStub(8) { FailsAtRow = 19 };
        IDataView view = batches.Transform(new CountingView(100));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 0; i < 16; i++)
            Assert.True(cursor.MoveNext());
        Assert.Equal(16, Assert.Throws<RowException>(() => cursor.MoveNext()).Row);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(8, 3)]
    [InlineData(100, 2)]
    public void A_batch_that_names_its_failing_row_gives_the_rows_before_it(int size, int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        var batches = new BatchTransformerStub(size) { FailsAtRow = 19, NamesRow = true };
        IDataView view = batches.Transform(new CountingView(100));
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<float> get = cursor.GetGetter<float>(view.Schema["Y"]);
        float value = 0;
        for (int i = 0; i < 19; i++)
        {
            Assert.True(cursor.MoveNext());
            get(ref value);
            Assert.Equal(i + 0.5f, value);
        }
        Assert.Equal(19, Assert.Throws<RowException>(() => cursor.MoveNext()).Row);
        Assert.Equal(19, Assert.Throws<RowException>(() => cursor.MoveNext()).Row);
    }

    [Fact]
    public void An_error_of_the_source_comes_after_the_rows_before_it()
    {
        IDataView view = new BatchTransformerStub(8).Transform(new CountingView(100) { FailsAt = 19 });
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 0; i < 19; i++)
            Assert.True(cursor.MoveNext());
        Assert.Equal("the source broke", Assert.Throws<IOException>(() => cursor.MoveNext()).Message);
    }

    [Fact]
    public void The_mapper_computes_batches_of_one()
    {
        var source = new CountingView(9);
        var batches = new BatchTransformerStub(4);
        Assert.Equal(
            RowDump.Of(batches.Transform(source)),
            RowDump.Mapped(batches.GetRowToRowMapper(source.Schema), source));
    }

    [Fact]
    public void Look_ahead_is_bounded()
    {
        using IDisposable scope = Execution.WithThreads(2);
        var source = new CountingView(1_000_000);
        IDataView view = new BatchTransformerStub(10).Transform(source);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        for (int i = 1; i <= 200; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.InRange(source.RowsRead, i, i + 40);
        }
    }

    private sealed class BatchTransformerStub(int size) : BatchTransformer
    {
        public List<int> Sizes { get; } = [];

        public long FailsAtRow { get; init; } = -1;

        /// <summary>Whether the error says which row is at fault.</summary>
        public bool NamesRow { get; init; }

        internal override string ComponentName => "Batches";

        internal override void Save(ComponentWriter writer) => throw new NotSupportedException();

        private protected override BatchStage Bind(DataViewSchema schema) =>
            new Stage(this, schema, new MappedColumn("Y", NumberDataViewType.Single));

        private sealed class Stage(BatchTransformerStub owner, DataViewSchema schema, MappedColumn output)
            : BatchStage("Batches", schema, [schema["X"].Index], output)
        {
            public override int BatchSize => owner.Size;

            public override BatchKernel CreateBatchKernel() => new Kernel(owner);
        }

        private sealed class Kernel(BatchTransformerStub owner) : BatchKernel
        {
            public override void Run(in BatchCells batch)
            {
                lock (owner.Sizes)
                    owner.Sizes.Add(batch.Count);
                for (int i = 0; i < batch.Count; i++)
                {
                    if (batch.FirstRow + i == owner.FailsAtRow)
                        throw owner.NamesRow ? new RowException("Batches", "Y", batch.FirstRow + i, new FormatException("bad row")) : new FormatException("bad row");
                    batch.Output<float>(i, 0) = batch.Input<float>(i, 0) + 0.5f;
                }
            }
        }

        private int Size => size;
    }
}
