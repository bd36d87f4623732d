using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EmptyChain_PassesTheInputThrough()
    {
        var model = new TransformerChain<ITransformer>();
        using PredictionEngine<Input, Output> engine = _ml.Model.CreatePredictionEngine<Input, Output>(model);

        Output output = engine.Predict(new Input { Name = "a", Values = [1f, 2f] });

        Assert.Equal("a", output.Name);
        Assert.Equal([1f, 2f], output.Values);
    }

    [Fact]
    public void Predict_EqualsTransform()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(5));
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Key", "Group")
            .Append(_ml.Transforms.Concatenate("Features", "Age"))
            .Fit(data);
        using PredictionEngine<Person, Scored> engine = _ml.Model.CreatePredictionEngine<Person, Scored>(model);

        Scored[] predicted = [.. Person.Many(5).Select(engine.Predict)];

        Assert.Equal(model.Transform(data).GetColumn<uint>("Key"), predicted.Select(p => p.Key));
        Assert.Equal(model.Transform(data).GetColumn<float[]>("Features"), predicted.Select(p => p.Features));
    }

    [Fact]
    public void Predict_GivesANewObjectEachTime_OrFillsTheOneGiven()
    {
        using PredictionEngine<Input, Output> engine = _ml.Model.CreatePredictionEngine<Input, Output>(new TransformerChain<ITransformer>());
        var given = new Output();
        Output filled = given;

        Output one = engine.Predict(new Input { Name = "a", Values = [1f] });
        Output two = engine.Predict(new Input { Name = "b", Values = [2f] });
        engine.Predict(new Input { Name = "c", Values = [3f] }, ref filled);

        Assert.NotSame(one, two);
        Assert.Equal("a", one.Name);
        Assert.Equal([1f], one.Values);
        Assert.Same(given, filled);
        Assert.Equal("c", given.Name);
    }

    [Fact]
    public void OutputSchema_IsThatOfTheModel()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));
        using PredictionEngine<Person, Scored> engine = _ml.Model.CreatePredictionEngine<Person, Scored>(_ml.Transforms.CopyColumns("Years", "Age").Fit(data));

        Assert.NotNull(engine.OutputSchema.GetColumnOrNull("Years"));
    }

    [Fact]
    public void MembersWithoutAColumn_AreLeftAlone_UnlessThatIsAnError()
    {
        var model = new TransformerChain<ITransformer>();
        using PredictionEngine<Input, Scored> engine = _ml.Model.CreatePredictionEngine<Input, Scored>(model);

        Assert.Equal(0u, engine.Predict(new Input()).Key);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Input, Scored>(model, ignoreMissingColumns: false));
    }

    [Fact]
    public void InputWithoutAColumnOfTheModel_IsRefused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));
        ITransformer model = _ml.Transforms.CopyColumns("Years", "Age").Fit(data);

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Input, Output>(model));
    }

    [Fact]
    public void SchemaDefinition_SizesTheInput()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Input));
        definition["Values"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        using PredictionEngine<Input, Output> engine = _ml.Model.CreatePredictionEngine<Input, Output>(new TransformerChain<ITransformer>(), inputSchemaDefinition: definition);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), engine.OutputSchema["Values"].Type);
    }

    [Fact]
    public void Options_AreTheSameChoices()
    {
        var model = new TransformerChain<ITransformer>();
        using PredictionEngine<Input, Output> engine = _ml.Model.CreatePredictionEngine<Input, Output>(model, new PredictionEngineOptions());

        Assert.Equal("a", engine.Predict(new Input { Name = "a" }).Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Input, Scored>(model, new PredictionEngineOptions { IgnoreMissingColumns = false }));
    }

    [Fact]
    public void ArraysOfChangingLength_AreRead()
    {
        using PredictionEngine<Input, Output> engine = _ml.Model.CreatePredictionEngine<Input, Output>(new TransformerChain<ITransformer>());

        Assert.Equal([1f, 2f, 3f], engine.Predict(new Input { Values = [1f, 2f, 3f] }).Values);
        Assert.Equal([4f], engine.Predict(new Input { Values = [4f] }).Values);
        Assert.Empty(engine.Predict(new Input { Values = [] }).Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_DisposesTheModel_IfTheEngineOwnsIt(bool owns)
    {
        var model = new DisposableTransformer();

        _ml.Model.CreatePredictionEngine<Input, Output>(model, new PredictionEngineOptions { OwnsTransformer = owns }).Dispose();

        Assert.Equal(owns, model.IsDisposed);
    }

    [Fact]
    public void Dispose_OfAChain_DisposesItsTransformers()
    {
        var model = new DisposableTransformer();

        new TransformerChain<DisposableTransformer>(model).Dispose();

        Assert.True(model.IsDisposed);
    }

    private sealed class Input
    {
        public string Name { get; set; } = string.Empty;

        public float[] Values { get; set; } = [];
    }

    private sealed class Output
    {
        public string Name { get; set; } = string.Empty;

        public float[] Values { get; set; } = [];
    }

    private sealed class Scored
    {
        public uint Key { get; set; }

        public float[] Features { get; set; } = [];
    }

    private sealed class DisposableTransformer : ITransformer, IDisposable
    {
        private readonly ITransformer _inner = new TransformerChain<ITransformer>();

        public bool IsDisposed { get; private set; }

        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => _inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => _inner.Save(ctx);

        public void Dispose() => IsDisposed = true;
    }
}
