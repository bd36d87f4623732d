using EmotionKit.Rows;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>What every component must do, tried on every one that <see cref="ComponentCases"/> lists.</summary>
public sealed class ComponentConformanceTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => [.. ComponentCases.All.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Promised_schema_equals_the_outcome(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IEstimator<ITransformer> estimator = component.Create(_ml);
        SchemaShape promise = estimator.GetOutputSchema(SchemaShapes.Of(input.Schema));
        IDataView output = estimator.Fit(input).Transform(input);
        Assert.Equal(RowDump.Shape(SchemaShapes.Of(output.Schema)), RowDump.Shape(promise));
    }

    [Theory, MemberData(nameof(Names))]
    public void Schemas_are_one_object_and_of_the_type_that_the_rows_have(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        ITransformer transformer = component.Create(_ml).Fit(input);
        IDataView output = transformer.Transform(input);
        Assert.Same(output.Schema, output.Schema);
        Assert.Same(transformer.GetOutputSchema(input.Schema), transformer.GetRowToRowMapper(input.Schema).OutputSchema);
        DataViewSchema.Column added = output.Schema[component.Output];
        using DataViewRowCursor cursor = output.GetRowCursor([added]);
        Assert.Same(output.Schema, cursor.Schema);
        Assert.True(cursor.IsColumnActive(added));
        if (added.Type is not VectorDataViewType { IsKnownSize: true } type)
            return;
        // A known size that some row does not keep would break whatever comes next.
        string prefix = $"{type.Size}:";
        Assert.All(RowDump.Of(output, component.Output), row => Assert.StartsWith(prefix, row));
    }

    [Theory, MemberData(nameof(Names))]
    public void Mapper_gives_what_the_cursor_gives(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        ITransformer transformer = component.Create(_ml).Fit(input);
        Assert.True(transformer.IsRowToRowMapper);
        string[] rows = RowDump.Of(transformer.Transform(input));
        Assert.Equal(rows, RowDump.Mapped(transformer.GetRowToRowMapper(input.Schema), input));
    }

    [Theory, MemberData(nameof(Names))]
    public void Mapper_needs_its_inputs_for_its_output_and_itself_for_other_columns(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IRowToRowMapper mapper = component.Create(_ml).Fit(input).GetRowToRowMapper(input.Schema);
        string[] needed = [.. mapper.GetDependencies([mapper.OutputSchema[component.Output]]).Select(c => c.Name)];
        Assert.All(component.Inputs, column => Assert.Contains(column, needed));
        DataViewSchema.Column other = mapper.OutputSchema[0];
        Assert.Equal([input.Schema[0].Index], mapper.GetDependencies([other]).Select(c => c.Index));
        Assert.Empty(mapper.GetDependencies([]));
    }

    [Theory, MemberData(nameof(Names))]
    public void Rows_work_in_a_prediction_engine(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView rows = component.Rows(_ml);
        ITransformer model = component.FitWhole(_ml);
        Assert.Equal(RowDump.Of(model.Transform(rows), component.Output), component.Predict(_ml, model, rows.Schema));
    }

    [Theory, MemberData(nameof(Names))]
    public void No_rows_give_no_rows(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(new EmptyView(input.Schema));
        Assert.Empty(RowDump.Of(output));
    }

    [Theory, MemberData(nameof(Names))]
    public void One_row_gives_the_row_that_it_gives_among_many(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        ITransformer transformer = component.Create(_ml).Fit(input);
        string first = RowDump.Of(transformer.Transform(input))[0];
        Assert.Equal([first], RowDump.Of(transformer.Transform(_ml.Data.TakeRows(input, 1))));
    }

    [Theory, MemberData(nameof(Names))]
    public void Missing_value_is_passed_on_or_an_error_that_names_component_column_and_row(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        ITransformer transformer = component.Create(_ml).Fit(component.Input(_ml));
        IDataView output = transformer.Transform(component.Prepare(_ml, component.RowsWithMissing(_ml)));
        if (component.AcceptsMissing)
        {
            Assert.Single(RowDump.Of(output, component.Output));
            return;
        }
        var error = Assert.Throws<RowException>(() => RowDump.Of(output, component.Output));
        Assert.Equal(0, error.Row);
        Assert.Contains(error.Component, error.Message);
        Assert.Contains($"'{error.Column}'", error.Message);
        Assert.Contains("row 0", error.Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void Wrong_column_type_is_an_error_that_says_column_expected_and_actual(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        DataViewSchema schema = component.Input(_ml).Schema;
        foreach (string column in component.Inputs)
        {
            var view = new EmptyView(Change(schema, column, column, DateTimeDataViewType.Instance));
            AssertColumnError(component, view, column, "expected", "got DateTime");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Missing_column_is_an_error_that_says_column_expected_and_the_nearest_name(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        DataViewSchema schema = component.Input(_ml).Schema;
        foreach (string column in component.Inputs)
        {
            var view = new EmptyView(Change(schema, column, column + "s", schema[column].Type));
            AssertColumnError(component, view, column, "is missing", "Expected a column of type", $"'{column}s'");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Two_cursors_do_not_disturb_each_other(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(input);
        string[] expected = RowDump.Of(output);
        DataViewSchema.Column[] columns = RowDump.Columns(output.Schema);
        using DataViewRowCursor first = output.GetRowCursor(columns);
        using DataViewRowCursor second = output.GetRowCursor(columns);
        Func<string> readFirst = RowDump.Reader(first, columns);
        Func<string> readSecond = RowDump.Reader(second, columns);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(first.MoveNext());
            if (i % 2 == 1)
            {
                Assert.True(second.MoveNext());
                Assert.Equal(expected[i / 2], readSecond());
            }
            Assert.Equal(expected[i], readFirst());
        }
        Assert.False(first.MoveNext());
    }

    [Theory, MemberData(nameof(Names))]
    public void Cursors_on_many_threads_give_the_same_rows(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(input);
        string[] expected = RowDump.Of(output);
        string[][] read = new string[4][];
        Parallel.For(0, read.Length, i => read[i] = RowDump.Of(output));
        Assert.All(read, rows => Assert.Equal(expected, rows));
    }

    [Theory, MemberData(nameof(Names))]
    public void One_thread_and_many_give_the_same_bits(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        Assert.Equal(FitAndRead(1), FitAndRead(7));

        string[] FitAndRead(int threads)
        {
            using IDisposable scope = Execution.WithThreads(threads);
            IDataView input = component.Input(_ml);
            return RowDump.Of(component.Create(_ml).Fit(input).Transform(input));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Saved_and_loaded_it_gives_the_same_bits_and_the_same_file(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        if (!component.SavesToBundle)
            Assert.Skip("holds what a bundle does not take");
        IDataView rows = component.Rows(_ml);
        ITransformer model = component.FitWhole(_ml);
        using var file = new MemoryStream();
        _ml.Model.SaveBundle(model, rows.Schema, file);
        file.Position = 0;
        ITransformer loaded = _ml.Model.LoadBundle(file, out DataViewSchema schema);
        Assert.Equal(rows.Schema.Select(c => (c.Name, c.Type.ToString())), schema.Select(c => (c.Name, c.Type.ToString())));
        Assert.Equal(RowDump.Of(model.Transform(rows)), RowDump.Of(loaded.Transform(rows)));
        Assert.Equal(component.Predict(_ml, model, rows.Schema), component.Predict(_ml, loaded, schema));
        Assert.Equal(
            RowDump.Shape(SchemaShapes.Of(model.GetOutputSchema(rows.Schema))), RowDump.Shape(SchemaShapes.Of(loaded.GetOutputSchema(schema))));

        using var again = new MemoryStream();
        _ml.Model.SaveBundle(loaded, rows.Schema, again);
        Assert.Equal(file.ToArray(), again.ToArray());
    }

    [Theory, MemberData(nameof(Names))]
    public void Saving_as_a_plain_model_file_names_the_bundle(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        ITransformer transformer = component.Create(_ml).Fit(input);
        Exception error = Assert.ThrowsAny<Exception>(() => _ml.Model.Save(transformer, input.Schema, new MemoryStream()));
        Assert.Contains("SaveBundle", error.Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void Cursor_set_gives_every_row_once(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(input);
        DataViewSchema.Column[] columns = RowDump.Columns(output.Schema);
        DataViewRowCursor[] cursors = output.GetRowCursorSet(columns, 3);
        Assert.NotEmpty(cursors);
        var rows = new List<string>();
        foreach (DataViewRowCursor cursor in cursors)
        {
            rows.AddRange(RowDump.Rest(cursor, columns));
            cursor.Dispose();
        }
        Assert.Equal(RowDump.Of(output).Order(), rows.Order());
    }

    [Theory, MemberData(nameof(Names))]
    public void Reading_again_gives_the_same_rows(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(input);
        Assert.Equal(RowDump.Of(output), RowDump.Of(output));
    }

    [Theory, MemberData(nameof(Names))]
    public void Cursor_can_be_left_at_any_row(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(input);
        for (int rows = 0; rows < 4; rows++)
        {
            using DataViewRowCursor cursor = output.GetRowCursor(output.Schema);
            for (int i = 0; i < rows; i++)
                Assert.True(cursor.MoveNext());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Sparse_vectors_are_read_as_dense_ones(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        ITransformer transformer = component.Create(_ml).Fit(input);
        Assert.Equal(
            RowDump.Of(transformer.Transform(input), component.Output),
            RowDump.Of(transformer.Transform(new SparseView(input)), component.Output));
    }

    [Theory, MemberData(nameof(Names))]
    public void Vectors_that_were_read_stay_as_they_are_when_the_cursor_moves_on(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        ITransformer transformer = component.Create(_ml).Fit(input);
        IDataView output = transformer.Transform(input);
        DataViewSchema.Column column = output.Schema[component.Output];
        if (column.Type.RawType != typeof(VBuffer<float>))
            return;
        string[] expected = RowDump.Of(output, component.Output);
        using DataViewRowCursor cursor = output.GetRowCursor([column]);
        Assert.Equal(expected, ReadAndKeep(cursor, cursor.GetGetter<VBuffer<float>>(column)));
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(input.Schema);
        using DataViewRowCursor source = input.GetRowCursor(input.Schema);
        using DataViewRow row = mapper.GetRow(source, [mapper.OutputSchema[component.Output]]);
        Assert.Equal(expected, ReadAndKeep(source, row.GetGetter<VBuffer<float>>(mapper.OutputSchema[component.Output])));
    }

    [Theory, MemberData(nameof(Names))]
    public void Positions_count_from_zero_and_getters_keep_to_their_column(string name)
    {
        ComponentCase component = ComponentCases.Find(name);
        IDataView input = component.Input(_ml);
        IDataView output = component.Create(_ml).Fit(input).Transform(input);
        DataViewSchema.Column added = output.Schema[component.Output];
        using DataViewRowCursor cursor = output.GetRowCursor([added]);
        Assert.Equal(-1, cursor.Position);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal(i, cursor.Position);
        }
        Assert.ThrowsAny<InvalidOperationException>(() => cursor.GetGetter<DateTimeOffset>(added));
        Assert.False(cursor.IsColumnActive(output.Schema[0]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<VBuffer<float>>(output.Schema[0]));
    }

    private static string[] ReadAndKeep(DataViewRowCursor cursor, ValueGetter<VBuffer<float>> getter)
    {
        var kept = new List<VBuffer<float>>();
        while (cursor.MoveNext())
        {
            VBuffer<float> value = default;
            getter(ref value);
            kept.Add(value);
        }
        return [.. kept.Select(value => RowDump.Text(in value))];
    }

    private void AssertColumnError(ComponentCase component, IDataView view, string column, params string[] parts)
    {
        var fitting = Assert.Throws<ArgumentException>(() => component.Create(_ml).Fit(view));
        var promising = Assert.Throws<ArgumentException>(() => component.Create(_ml).GetOutputSchema(SchemaShapes.Of(view.Schema)));
        foreach (string message in new[] { fitting.Message, promising.Message })
        {
            Assert.Contains($"column '{column}'", message);
            Assert.All(parts, part => Assert.Contains(part, message));
        }
    }

    /// <summary>The visible columns, one of them renamed and of another type.</summary>
    private static DataViewSchema Change(DataViewSchema schema, string column, string name, DataViewType type)
    {
        var builder = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column c in schema.Where(c => !c.IsHidden))
            builder.AddColumn(c.Name == column ? name : c.Name, c.Name == column ? type : c.Type, c.Name == column ? null : c.Annotations);
        return builder.ToSchema();
    }
}
