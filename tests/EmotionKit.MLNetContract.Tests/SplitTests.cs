using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class SplitTests
{
    private const int Rows = 1000;

    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public SplitTests()
    {
        _data = _ml.Data.LoadFromEnumerable(Person.Many(Rows));
    }

    [Fact]
    public void TrainTestSplit_PutsEveryRowOnOneSide()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_data, testFraction: 0.25);
        float[] train = [.. split.TrainSet.GetColumn<float>("Age")];
        float[] test = [.. split.TestSet.GetColumn<float>("Age")];

        Assert.Empty(train.Intersect(test));
        Assert.Equal(Rows, train.Length + test.Length);
        Assert.InRange(test.Length, 150, 350);
    }

    [Fact]
    public void TrainTestSplit_IsTheSameEachTimeItIsRead()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_data, testFraction: 0.25);

        Assert.Equal(split.TestSet.GetColumn<float>("Age"), split.TestSet.GetColumn<float>("Age"));
    }

    [Fact]
    public void TrainTestSplit_DependsOnTheSeedOnly()
    {
        float[] Test(int seed) => [.. _ml.Data.TrainTestSplit(_data, 0.25, seed: seed).TestSet.GetColumn<float>("Age")];

        Assert.Equal(Test(5), Test(5));
        Assert.NotEqual(Test(5), Test(6));
    }

    [Fact]
    public void TrainTestSplit_KeepsRowsOfOneKeyTogether()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_data, 0.5, samplingKeyColumnName: "Group");
        string[] train = [.. split.TrainSet.GetColumn<string>("Group")];
        string[] test = [.. split.TestSet.GetColumn<string>("Group")];

        Assert.Empty(train.Intersect(test));
        Assert.Equal(Rows, train.Length + test.Length);
    }

    [Fact]
    public void TrainTestSplit_KeepsTheColumns()
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(_data, 0.5, samplingKeyColumnName: "Group");

        Assert.Equal(_data.Schema["Name"].Type, split.TrainSet.Schema["Name"].Type);
        Assert.Equal(_data.Schema["Age"].Type, split.TestSet.Schema["Age"].Type);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    public void TrainTestSplit_RefusesAFractionOutOfRange(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TrainTestSplit(_data, fraction));

    [Fact]
    public void TrainTestSplit_RefusesAnUnknownKey() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TrainTestSplit(_data, 0.5, samplingKeyColumnName: "Nothing"));

    [Fact]
    public void CrossValidationSplit_TestsEveryRowOnce()
    {
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _ml.Data.CrossValidationSplit(_data, numberOfFolds: 4);
        float[] tested = [.. folds.SelectMany(f => f.TestSet.GetColumn<float>("Age"))];

        Assert.Equal(4, folds.Count);
        Assert.Equal(_data.GetColumn<float>("Age"), tested.Order());
        Assert.All(folds, fold =>
        {
            float[] test = [.. fold.TestSet.GetColumn<float>("Age")];
            Assert.InRange(test.Length, 150, 350);
            Assert.Equal(_data.GetColumn<float>("Age").Except(test), fold.TrainSet.GetColumn<float>("Age").Order());
        });
    }

    [Fact]
    public void CrossValidationSplit_KeepsRowsOfOneKeyTogether()
    {
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _ml.Data.CrossValidationSplit(_data, 3, samplingKeyColumnName: "Group");

        Assert.All(folds, fold => Assert.Empty(fold.TrainSet.GetColumn<string>("Group").Intersect(fold.TestSet.GetColumn<string>("Group"))));
        Assert.Equal(Rows, folds.Sum(f => f.TestSet.GetColumn<string>("Group").Count()));
    }

    [Fact]
    public void CrossValidationSplit_RefusesOneFold() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CrossValidationSplit(_data, 1));
}
