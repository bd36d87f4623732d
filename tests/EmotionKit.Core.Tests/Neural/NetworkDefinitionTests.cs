using System.Text.RegularExpressions;
using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class NetworkDefinitionTests
{
    [Fact]
    public void A_residual_network_over_variable_time_has_the_shapes_of_its_layers()
    {
        NetworkNode x = new NetworkBuilder(Shape.Variable, 40).Input.Conv1D(64, 5, name: "stem").BatchNorm().Relu();
        NetworkNode y = x.Conv1D(64, 3, dilation: 2).Add(x, "sum").MaxPool1D(2, name: "pool").Lstm(16, returnSequences: true, bidirectional: true, name: "lstm");
        NetworkDefinition network = y.AttentionPooling(name: "join").Concatenate(y.GlobalPooling(PoolKind.Max), "both").Dense(8).Softmax().Build();

        Assert.Equal(new Shape(-1, 64), network.ShapeOf("sum"));
        Assert.Equal(new Shape(-1, 32), network.ShapeOf("lstm"));
        Assert.Equal(new Shape(64), network.ShapeOf("both"));
        Assert.Equal(new Shape(8), network.OutputShape);
        Assert.True(network.HasVariableTime && network.IsBound);
        Assert.Equal(2, ShapeInference.MinimumTime(network));
    }

    // Sizes as PyTorch 1.13 gives them for the same explicit padding.
    [Theory]
    [InlineData(28, 3, 1, 1, Padding.Same, 28)]
    [InlineData(28, 3, 2, 1, Padding.Same, 14)]
    [InlineData(27, 4, 2, 1, Padding.Same, 14)]
    [InlineData(28, 3, 1, 2, Padding.Valid, 24)]
    [InlineData(28, 5, 3, 1, Padding.Valid, 8)]
    [InlineData(7, 7, 1, 1, Padding.Valid, 1)]
    public void Convolutions_have_the_sizes_that_padding_stride_and_dilation_give(int size, int kernel, int stride, int dilation, Padding padding, int expected)
    {
        NetworkDefinition network = new NetworkBuilder(size, size, 1).Input.Conv2D(4, kernel, stride, dilation, padding).Build();
        Assert.Equal(new Shape(expected, expected, 4), network.OutputShape);
    }

    [Fact]
    public void Json_gives_back_the_same_network()
    {
        NetworkNode x = new NetworkBuilder(28, 28, 4).Input.Then(new Conv2DLayer { Filters = 8, Groups = 0, Padding = Padding.Explicit, PadTop = 1, PadRight = 2 });
        NetworkNode y = x.LeakyRelu(0.2).SpatialDropout(0.1).Then(new MaxPool2DLayer { Height = 3, StrideWidth = 1, Padding = Padding.Same });
        NetworkDefinition network = y.Reshape(-1, 8).Gru(5, bidirectional: true).Dense(0, WeightInit.HeNormal, "head").Softmax().Build();

        var again = NetworkDefinition.FromJson(network.ToJson());

        Assert.Equal(network.ToJson(), again.ToJson());
        Assert.Equal(network.Layers.Select(l => l.Spec), again.Layers.Select(l => l.Spec));
        Assert.Equal(network.Layers.Select(l => string.Join(',', l.Inputs)), again.Layers.Select(l => string.Join(',', l.Inputs)));
        Assert.False(again.IsBound);
        Assert.Equal(new Shape(7), again.Bind(new Shape(28, 28, 4), 7).OutputShape);
    }

    [Fact]
    public void Json_may_leave_out_names_chained_inputs_the_input_shape_and_the_classes()
    {
        var network = NetworkDefinition.FromJson("""
            {
              "layers": [
                { "type": "masking" },
                { "type": "lstm", "units": 12, "returnSequences": true },
                { "type": "lstm", "units": 6 },
                { "type": "dense" }, // one unit per class
                { "type": "softmax" },
              ]
            }
            """);
        NetworkDefinition bound = network.Bind(new Shape(130, 40), 5);
        Assert.Equal(["masking1", "lstm1", "lstm2", "dense1", "softmax1"], bound.Layers.Select(l => l.Name));
        Assert.Equal(new Shape(130, 12), bound.ShapeOf("lstm1"));
        Assert.Equal(new Shape(5), bound.OutputShape);
    }

    [Theory]
    [InlineData("""[]""", "JSON object")]
    [InlineData("""{ "layers": [] }""", "layers: expected 1 to")]
    [InlineData("""{ "layers": [ { "type": "dens", "units": 3 } ] }""", "did you mean 'dense'")]
    [InlineData("""{ "layers": [ { "type": "dense", "unit": 3 } ] }""", "did you mean 'units'")]
    [InlineData("""{ "layers": [ { "type": "dense", "units": "three" } ] }""", "layer 1 'dense1' (dense)")]
    [InlineData("""{ "layers": [ { "type": "dropout", "rate": 1 } ] }""", "Rate: expected 0 to 0.999999, got 1")]
    [InlineData("""{ "layers": [ { "type": "relu" }, { "type": "relu", "inputs": ["relu3"] } ] }""", "did you mean 'relu1'")]
    [InlineData("""{ "layers": [ { "type": "relu" }, { "type": "tanh", "inputs": ["input"] } ] }""", "lead nowhere: relu1")]
    [InlineData("""{ "layers": [ { "type": "relu", "name": "a" }, { "type": "relu", "name": "a" } ] }""", "'a' is used twice")]
    [InlineData("""{ "input": [-1, 40], "layers": [ { "type": "flatten" } ] }""", "'flatten1' (flatten): expected a shape of known size, got (-1, 40)")]
    [InlineData("""{ "input": [40, -1], "layers": [ { "type": "relu" } ] }""", "-1 as the first")]
    [InlineData("""{ "input": [20, 40], "layers": [ { "type": "conv2D", "filters": 3 } ] }""", "(height, width, channels), got (20, 40)")]
    [InlineData("""{ "input": [20, 40], "layers": [ { "type": "conv1D", "filters": 3, "groups": 3 } ] }""", "multiples of the 3 groups, got 40 channels")]
    [InlineData("""{ "input": [2, 40], "layers": [ { "type": "maxPool1D", "size": 3 } ] }""", "spans 3 values of time, the input has 2")]
    [InlineData("""{ "input": [16777216], "layers": [ { "type": "dense", "units": 16777216 } ] }""", "parameters, at most")]
    public void What_is_wrong_with_a_network_is_said(string json, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => NetworkDefinition.FromJson(json));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_numbers_a_network_holds_it_is_read_or_refused()
    {
        NetworkNode x = new NetworkBuilder(12, 10, 2).Input.Conv2D(4, 3, stride: 2, dilation: 2).MaxPool2D(2, 2).Reshape(-1, 8).Conv1D(6, 3, groups: 2).BatchNorm();
        string json = x.Gru(4, returnSequences: true).Lstm(3).Dense(5).Dropout(0.5).Softmax().Build().ToJson();
        string[] numbers = ["0", "-1", "1", "2", "7", "16777216", "16777217", "2147483647", "-2147483648", "1e300", "4294967296", "0.5", "null", "\"x\"", "[]"];
        MatchCollection places = Regex.Matches(json, "-?[0-9]+(\\.[0-9]+)?(?=[,\\s\\]])");
        int read = 0;
        foreach (Match place in places)
        {
            foreach (string number in numbers)
            {
                try
                {
                    _ = NetworkDefinition.FromJson(json[..place.Index] + number + json[(place.Index + place.Length)..]).InputShape;
                    read++;
                }
                catch (ArgumentException)
                {
                    // Refused, as documented.
                }
            }
        }
        Assert.InRange(read, places.Count, places.Count * numbers.Length - 1);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_found_when_the_layer_is_added()
    {
        NetworkNode x = new NetworkBuilder(30, 8).Input;
        ArgumentException error = Assert.Throws<ArgumentException>(() => x.Add(x.Conv1D(9, 3, name: "wide"), "sum"));
        Assert.Contains("'sum' (add)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(30, 8) and (30, 9)", error.Message, StringComparison.Ordinal);
    }
}
