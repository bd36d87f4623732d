using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class PreviewTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public PreviewTests()
    {
        _data = _ml.Data.LoadFromEnumerable(Person.Many(5));
    }

    [Fact]
    public void Preview_HoldsTheFirstRowsByRowAndByColumn()
    {
        DataDebuggerPreview preview = _data.Preview(maxRows: 3);

        Assert.Same(_data.Schema, preview.Schema);
        Assert.Equal(3, preview.RowView.Length);
        Assert.Equal(2f, preview.RowView[2].Values.Single(v => v.Key == "Age").Value);
        Assert.Equal(3, preview.ColumnView.Length);
        Assert.Equal([0f, 1f, 2f], preview.ColumnView.Single(c => c.Column.Name == "Age").Values.Cast<float>());
    }

    [Fact]
    public void Preview_OfFewerRows_HoldsThem()
    {
        Assert.Equal(5, _data.Preview().RowView.Length);
        Assert.Empty(_data.Preview(maxRows: 0).RowView);
    }

    [Fact]
    public void Preview_OfATransformerOrEstimator_HoldsWhatItMakes()
    {
        DataDebuggerPreview ofEstimator = _ml.Transforms.CopyColumns("Years", "Age").Preview(_data);
        DataDebuggerPreview ofTransformer = _ml.Transforms.CopyColumns("Years", "Age").Fit(_data).Preview(_data);

        Assert.NotNull(ofEstimator.Schema.GetColumnOrNull("Years"));
        Assert.Equal(4f, ofTransformer.RowView[4].Values.Single(v => v.Key == "Years").Value);
    }
}
