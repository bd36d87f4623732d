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
}
