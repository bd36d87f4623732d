using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

/// <summary>What a component written on the public API alone can rely on.</summary>
public class ThirdPartyTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public ThirdPartyTests()
    {
        _data = _ml.Data.LoadFromEnumerable<Person>([new() { Name = "Al", Age = 1 }, new() { Name = "Berta", Age = 2 }, new() { Name = string.Empty, Age = 3 }]);
    }

    [Fact]
    public void Estimator_ChainsWithBuiltInOnesBeforeAndAfter()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Nick", "Name")
            .Append(new LengthEstimator("Nick", "Length"))
            .Append(_ml.Transforms.Concatenate("Features", "Age", "Length"))
            .Fit(_data);

        IDataView result = model.Transform(_data);

        Assert.Equal([[1f, 2f], [2f, 5f], [3f, 0f]], result.GetColumn<float[]>("Features").ToArray());
    }

    [Fact]
    public void PromiseOfAMissingColumn_IsRefusedBeforeFitting()
    {
        var estimator = new LengthEstimator("Nothing", "Length");

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Nick", "Name").Append(estimator).Fit(_data));
        Assert.Equal(0, estimator.Fits);
    }

    [Fact]
    public void View_WorksUnderEveryRowOperation()
    {
        IDataView result = new LengthTransformer("Name", "Length").Transform(_data);

        Assert.Equal([2f], _ml.Data.TakeRows(result, 1).GetColumn<float>("Length"));
        Assert.Equal([5f, 0f], _ml.Data.SkipRows(result, 1).GetColumn<float>("Length"));
        Assert.Equal([5f], _ml.Data.FilterRowsByColumn(result, "Length", 3).GetColumn<float>("Length"));
        Assert.Equal([2f, 5f, 0f], _ml.Data.Cache(result).GetColumn<float>("Length"));
        Assert.Equal([0f, 2f, 5f], _ml.Data.ShuffleRows(result, seed: 1).GetColumn<float>("Length").Order());
        Assert.Equal(3, _ml.Data.TrainTestSplit(result, 0.5).TrainSet.GetColumn<float>("Length").Count()
            + _ml.Data.TrainTestSplit(result, 0.5).TestSet.GetColumn<float>("Length").Count());
        Assert.Equal(2f, result.Preview().RowView[0].Values.Single(v => v.Key == "Length").Value);
    }

    [Fact]
    public void PredictionEngine_RunsOverIt()
    {
        ITransformer model = new LengthEstimator("Name", "Length").Append(_ml.Transforms.Concatenate("Features", "Age", "Length")).Fit(_data);
        using PredictionEngine<Person, Output> engine = _ml.Model.CreatePredictionEngine<Person, Output>(model);

        Assert.Equal([7f, 3f], engine.Predict(new Person { Name = "Bob", Age = 7 }).Features);
        Assert.Equal([8f, 1f], engine.Predict(new Person { Name = "D", Age = 8 }).Features);
    }

    [Fact]
    public void PredictionEngine_RefusesWhatIsNotAMapper()
    {
        var model = new TransformerChain<LengthTransformer>(new LengthTransformer("Name", "Length") { IsRowToRowMapper = false });

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Person, Output>(model));

        Assert.Contains("Must be a row to row mapper", e.Message);
    }

    [Fact]
    public void Save_OfAChainWithOne_FailsWithItsMessage()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Nick", "Name").Append(new LengthEstimator("Nick", "Length")).Fit(_data);

        var e = Assert.Throws<NotSupportedException>(() => _ml.Model.Save(model, _data.Schema, new MemoryStream()));

        Assert.Contains("SaveBundle", e.Message);
    }

    [Fact]
    public void Save_OfOneThatWritesNothing_Fails()
    {
        var model = new TransformerChain<ITransformer>(new SilentTransformer());

        var e = Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, _data.Schema, new MemoryStream()));

        Assert.Contains("ModelSignature not specified!", e.Message);
    }

    private sealed class Output
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class SilentTransformer : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException("It is not a mapper.");

        public void Save(ModelSaveContext ctx)
        {
        }
    }
}
