using System.Runtime.CompilerServices;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Rows;

public sealed class StageRowTests
{
    [Fact]
    public void A_row_is_computed_when_it_is_read_and_once_per_position()
    {
        var source = new CountingView(4);
        var function = new FunctionTransformer("Y", "X", (x, _) => x * 3);
        IRowToRowMapper mapper = function.GetRowToRowMapper(source.Schema);
        using DataViewRowCursor cursor = source.GetRowCursor(source.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        ValueGetter<float> first = row.GetGetter<float>(mapper.OutputSchema["Y"]);
        ValueGetter<float> second = row.GetGetter<float>(mapper.OutputSchema["Y"]);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal(i, function.Runs);
            float a = 0, b = 0;
            first(ref a);
            second(ref b);
            first(ref a);
            Assert.Equal((i * 3f, i * 3f), (a, b));
            Assert.Equal(i + 1, function.Runs);
            Assert.Equal(cursor.Position, row.Position);
        }
        Assert.Equal(1, function.Kernels);
    }

    [Fact]
    public void A_transformer_is_let_go_of_while_a_schema_that_it_was_bound_to_lives()
    {
        var source = new CountingView(3);
        WeakReference met = Meet(source);
        for (int i = 0; i < 10 && met.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(met.IsAlive);
        GC.KeepAlive(source);
    }

    [Fact]
    public void The_output_schema_stays_the_same_object_when_nothing_else_of_the_binding_is_left()
    {
        var source = new CountingView(3);
        var function = new FunctionTransformer("Y", "X", (x, _) => x);
        DataViewSchema schema = function.GetOutputSchema(source.Schema);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Same(schema, function.GetOutputSchema(source.Schema));
        Assert.Same(schema, function.GetRowToRowMapper(source.Schema).OutputSchema);
        Assert.Same(schema, function.Transform(source).Schema);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Meet(CountingView source)
    {
        var function = new FunctionTransformer("Y", "X", (x, _) => x);
        Assert.Equal(3, function.Transform(source).GetRowCount());
        Assert.NotNull(function.GetRowToRowMapper(source.Schema));
        return new WeakReference(function);
    }

    [Fact]
    public void A_row_of_which_only_source_columns_are_asked_for_makes_no_kernel()
    {
        var source = new CountingView(1);
        var function = new FunctionTransformer("Y", "X", (x, _) => x);
        IRowToRowMapper mapper = function.GetRowToRowMapper(source.Schema);
        using DataViewRowCursor cursor = source.GetRowCursor(source.Schema);
        using DataViewRow row = mapper.GetRow(cursor, [mapper.OutputSchema["Name"]]);
        Assert.True(cursor.MoveNext());
        ReadOnlyMemory<char> name = default;
        row.GetGetter<ReadOnlyMemory<char>>(mapper.OutputSchema["Name"])(ref name);
        Assert.Equal("row 0", name.ToString());
        Assert.Equal(0, function.Kernels);
        Assert.Throws<InvalidOperationException>(() => row.GetGetter<float>(mapper.OutputSchema["Y"]));
    }

    [Fact]
    public void A_failed_row_is_tried_again_and_does_not_leave_an_old_value()
    {
        var source = new CountingView(2);
        bool fails = true;
        var function = new FunctionTransformer("Y", "X", (x, _) => fails && x == 1 ? throw new FormatException("no") : x);
        IRowToRowMapper mapper = function.GetRowToRowMapper(source.Schema);
        using DataViewRowCursor cursor = source.GetRowCursor(source.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        ValueGetter<float> getter = row.GetGetter<float>(mapper.OutputSchema["Y"]);
        float value = -1;
        cursor.MoveNext();
        getter(ref value);
        cursor.MoveNext();
        Assert.Equal(1, Assert.Throws<RowException>(() => getter(ref value)).Row);
        fails = false;
        getter(ref value);
        Assert.Equal(1f, value);
    }

    [Fact]
    public void A_row_throws_where_a_cursor_would_drop()
    {
        var source = new CountingView(1);
        var dropping = new FunctionTransformer("Y", "X", (_, _) => throw new FormatException("no")) { DropsOn = typeof(FormatException) };
        IRowToRowMapper mapper = dropping.GetRowToRowMapper(source.Schema);
        using DataViewRowCursor cursor = source.GetRowCursor(source.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        ValueGetter<float> getter = row.GetGetter<float>(mapper.OutputSchema["Y"]);
        float value = 0;
        cursor.MoveNext();
        Assert.Throws<RowException>(() => getter(ref value));
    }

    [Fact]
    public void A_row_of_another_schema_is_refused()
    {
        var function = new FunctionTransformer("Y", "X", (x, _) => x);
        IRowToRowMapper mapper = function.GetRowToRowMapper(new CountingView(1).Schema);
        var other = new CountingView(1);
        using DataViewRowCursor cursor = other.GetRowCursor(other.Schema);
        Assert.Throws<ArgumentException>(() => mapper.GetRow(cursor, mapper.OutputSchema));
    }

    [Fact]
    public void A_column_is_active_by_its_index_as_MLNETs_own_rows_ask()
    {
        var source = new CountingView(1);
        var function = new FunctionTransformer("Y", "X", (x, _) => x);
        IRowToRowMapper mapper = function.GetRowToRowMapper(source.Schema);
        using DataViewRowCursor cursor = source.GetRowCursor(source.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        DataViewSchema shifted = Shift(mapper.OutputSchema);
        Assert.True(row.IsColumnActive(shifted[mapper.OutputSchema["Y"].Index]));
        Assert.Throws<ArgumentException>(() => row.GetGetter<float>(shifted[mapper.OutputSchema["Y"].Index]));
        Assert.Throws<ArgumentOutOfRangeException>(() => row.IsColumnActive(shifted[shifted.Count - 1]));
    }

    [Fact]
    public void Disposing_the_row_disposes_kernel_and_input()
    {
        var source = new CountingView(1);
        var function = new FunctionTransformer("Y", "X", (x, _) => x);
        IRowToRowMapper mapper = function.GetRowToRowMapper(source.Schema);
        DataViewRow row = mapper.GetRow(source.GetRowCursor(source.Schema), mapper.OutputSchema);
        row.Dispose();
        row.Dispose();
        Assert.Equal((1, 0), (function.DisposedKernels, source.OpenCursors));
    }

    /// <summary>A schema of one more column, in front.</summary>
    private static DataViewSchema Shift(DataViewSchema schema)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("First", NumberDataViewType.Single);
        builder.AddColumns(schema);
        return builder.ToSchema();
    }
}
