using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace EmotionKit.MLNetContract.Tests;

public class EstimatorChainTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public EstimatorChainTests()
    {
        _data = _ml.Data.LoadFromEnumerable(Person.Many(4));
    }

    [Fact]
    public void Append_MakesAChainOfTheLastEstimatorsTransformer()
    {
        EstimatorChain<ColumnConcatenatingTransformer> chain = _ml.Transforms.CopyColumns("Years", "Age")
            .Append(_ml.Transforms.Concatenate("Features", "Age", "Years"));

        TransformerChain<ColumnConcatenatingTransformer> model = chain.Fit(_data);

        Assert.NotNull(chain.LastEstimator);
        Assert.Equal(2, model.Count());
        Assert.Same(model.Last(), model.LastTransformer);
        Assert.Equal([3f, 3f], model.Transform(_data).GetColumn<float[]>("Features").Last());
    }

    [Fact]
    public void Append_LeavesTheChainItIsCalledOnAsItIs()
    {
        EstimatorChain<ColumnCopyingTransformer> one = new EstimatorChain<ITransformer>().Append(_ml.Transforms.CopyColumns("Years", "Age"));

        EstimatorChain<ColumnCopyingTransformer> two = one.Append(_ml.Transforms.CopyColumns("More", "Years"));

        Assert.Single(one.Fit(_data));
        Assert.Equal(2, two.Fit(_data).Count());
    }

    [Fact]
    public void EmptyChain_ChangesNothing()
    {
        var chain = new EstimatorChain<ITransformer>();
        TransformerChain<ITransformer> model = chain.Fit(_data);

        Assert.Null(chain.LastEstimator);
        Assert.Null(model.LastTransformer);
        Assert.Empty(model);
        Assert.Same(_data, model.Transform(_data));
        Assert.Same(_data.Schema, model.GetOutputSchema(_data.Schema));
    }

    [Fact]
    public void Promises_AreCheckedBeforeAnythingIsFitted()
    {
        var recording = new RecordingEstimator();
        EstimatorChain<ColumnCopyingTransformer> chain = recording.Append(_ml.Transforms.CopyColumns("Copy", "Nothing"));

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(_data));

        Assert.Contains("Could not find input column 'Nothing'", e.Message);
        Assert.Equal(0, recording.Fits);
    }

    [Fact]
    public void Promises_OfAnItemTypeThatDoesNotFit_AreRefusedBeforeFitting()
    {
        var recording = new RecordingEstimator();
        EstimatorChain<ColumnConcatenatingTransformer> chain = recording.Append(_ml.Transforms.Concatenate("Features", "Age", "Name"));

        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(_data));
        Assert.Equal(0, recording.Fits);
    }

    [Fact]
    public void ColumnsThatAnEarlierEstimatorMakes_AreFound()
    {
        EstimatorChain<ColumnCopyingTransformer> chain = _ml.Transforms.CopyColumns("B", "Age")
            .Append(_ml.Transforms.CopyColumns("C", "B"))
            .Append(_ml.Transforms.CopyColumns("D", "C"));

        Assert.Equal([0f, 1f, 2f, 3f], chain.Fit(_data).Transform(_data).GetColumn<float>("D"));
    }

    [Fact]
    public void Estimators_AreFittedOnWhatTheOnesBeforeThemMake()
    {
        var recording = new RecordingEstimator();

        _ml.Transforms.CopyColumns("Years", "Age").Append(recording).Fit(_data);

        Assert.Equal(1, recording.Fits);
        Assert.NotNull(recording.Input!.Schema.GetColumnOrNull("Years"));
    }

    [Fact]
    public void CacheCheckpoint_HasWhatFollowsReadCachedData()
    {
        int enumerations = 0;
        var recording = new RecordingEstimator();
        IDataView data = _ml.Data.LoadFromEnumerable(Counted(() => enumerations++));

        _ml.Transforms.CopyColumns("Years", "Age").AppendCacheCheckpoint(_ml).Append(recording).Fit(data);
        float[] first = [.. recording.Input!.GetColumn<float>("Years")];
        float[] second = [.. recording.Input!.GetColumn<float>("Years")];

        Assert.Equal(first, second);
        Assert.Equal(1, enumerations);
    }

    [Fact]
    public void WithoutCacheCheckpoint_DataIsReadAnew()
    {
        int enumerations = 0;
        var recording = new RecordingEstimator();
        IDataView data = _ml.Data.LoadFromEnumerable(Counted(() => enumerations++));

        _ml.Transforms.CopyColumns("Years", "Age").Append(recording).Fit(data);
        _ = recording.Input!.GetColumn<float>("Years").Count();
        _ = recording.Input!.GetColumn<float>("Years").Count();

        Assert.Equal(2, enumerations);
    }

    [Fact]
    public void CacheCheckpoint_AddsNoTransformer()
    {
        TransformerChain<ColumnCopyingTransformer> model = _ml.Transforms.CopyColumns("Years", "Age").AppendCacheCheckpoint(_ml).Fit(_data);

        Assert.Single(model);
    }

    [Fact]
    public void WithOnFitDelegate_HandsOutTheTransformer()
    {
        ColumnCopyingTransformer? fitted = null;
        IEstimator<ColumnCopyingTransformer> estimator = _ml.Transforms.CopyColumns("Years", "Age").WithOnFitDelegate(t => fitted = t);

        TransformerChain<ColumnConcatenatingTransformer> model = estimator.Append(_ml.Transforms.Concatenate("Features", "Years")).Fit(_data);

        Assert.Same(model.First(), fitted);
    }

    private static IEnumerable<Person> Counted(Action enumerated)
    {
        enumerated();
        foreach (Person person in Person.Many(3))
        {
            yield return person;
        }
    }
}
