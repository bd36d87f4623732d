using EmotionKit.TestSupport;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Tests.Onnx;

public sealed class OnnxRuntimeBindingTests
{
    [Fact]
    public void TheNativeLibraryIsFoundAndIsOfTheExpectedVersion()
    {
        Assert.StartsWith("1.29.", OrtEnv.Instance().GetVersionString());
        Assert.Contains("CPUExecutionProvider", OrtEnv.Instance().GetAvailableProviders());
    }

    [Fact]
    public void ASessionLoadsAndTellsItsInputsAndOutputs()
    {
        using var session = new InferenceSession(TestData.Require("onnx", "pytorch-lstm.onnx"));
        NodeMetadata input = Assert.Single(session.InputMetadata).Value;
        Assert.Equal(typeof(float), input.ElementType);
        Assert.Equal([130, 40], input.Dimensions[1..]);
        Assert.Single(session.OutputMetadata);
    }
}
