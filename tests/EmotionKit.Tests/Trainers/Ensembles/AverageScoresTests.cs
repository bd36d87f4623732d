using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers.Ensembles;

public sealed class AverageScoresTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_mean_decides_by_the_weights_of_its_columns()
    {
        Assert.Equal((2u, 0.45f), Average([0.6f, 0.4f], [0.3f, 0.7f], []));
        Assert.Equal((1u, 0.54f), Average([0.6f, 0.4f], [0.3f, 0.7f], [4, 1]));
    }

    [Fact]
    public void A_score_that_is_not_a_number_gives_no_label() => Assert.Equal(0u, Average([float.NaN, 0.4f], [0.3f, 0.7f], []).Label);

    [Fact]
    public void Scores_of_other_classes_are_refused()
    {
        IDataView rows = Rows(new Row { A = [0.6f, 0.4f], B = [0.3f, 0.7f], C = [1, 0, 0] });
        string refused = Assert.Throws<ArgumentException>(() => _ml.Transforms.AverageScores(["A", "C"]).Fit(rows)).Message;
        Assert.Contains("column 'C': expected 2 scores as in 'A', got 3", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1.0, 1.0)]
    [InlineData(0.0, 0.0)]
    public void Weights_that_mean_nothing_are_refused(double first, double second) =>
        Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.AverageScores(["A", "B"], new AverageScoresOptions { Weights = [first, second] }));

    private (uint Label, float First) Average(float[] a, float[] b, double[] weights)
    {
        IDataView rows = Rows(new Row { A = a, B = b, C = [1, 0, 0] });
        IDataView scored = _ml.Transforms.AverageScores(["A", "B"], new AverageScoresOptions { Weights = weights }).Fit(rows).Transform(rows);
        return (scored.GetColumn<uint>("PredictedLabel").Single(), MathF.Round(scored.GetColumn<float[]>("Score").Single()[0], 6));
    }

    private IDataView Rows(Row row) => _ml.Data.LoadFromEnumerable([row]);

    private sealed class Row
    {
        [VectorType(2)]
        public float[] A { get; set; } = [];

        [VectorType(2)]
        public float[] B { get; set; } = [];

        [VectorType(3)]
        public float[] C { get; set; } = [];
    }
}
