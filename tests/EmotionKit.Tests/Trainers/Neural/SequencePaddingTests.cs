using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers.Neural;

public sealed class SequencePaddingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void How_far_sequences_are_padded_changes_no_bit_of_the_model() => Assert.Equal(Scores(12), Scores(40));

    private float[][] Scores(int frames)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, frames, 3);
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => Row.Make(i, frames)), schema);
        var options = new CnnLstmOptions { Filters = [4, 4], Projection = 4, Units = [3], StatisticsUnits = 4 };
        var pipeline = _ml.Transforms.EncodeLabel("Label").Append(
            _ml.MulticlassClassification.Trainers.CnnLstm(options with { Training = options.Training with { Epochs = 2, BatchSize = 8 } }));
        NetworkTransformer model = pipeline.Fit(rows).LastTransformer;
        return [.. model.Network.Parameters.Select(parameter => parameter.Values.ToArray())];
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public float[] Features { get; set; } = [];

        public static Row Make(int i, int frames)
        {
            var random = new Random(i);
            float[] features = new float[frames * 3];
            for (int j = 0; j < 3 * (4 + i % 8); j++)
                features[j] = (float)random.NextDouble() + i % 2;
            return new Row { Label = i % 2 == 0 ? "a" : "b", Features = features };
        }
    }
}
