using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionKit.Onnx;

namespace EmotionKit.Tests.Onnx;

public sealed class OnnxScoringOptionsTests
{
    private static readonly OnnxScoringOptions Valid = new() { ModelPath = "model.onnx" };

    public static TheoryData<OnnxScoringOptions, string> Wrong() => new()
    {
        { new(), "ModelPath" },
        { Valid with { Model = [1] }, "got both" },
        { Valid with { BatchSize = 0 }, "BatchSize" },
        { Valid with { BatchSize = 65537 }, "BatchSize" },
        { Valid with { DeviceId = -1 }, "DeviceId" },
        { Valid with { IntraOpThreads = 0 }, "IntraOpThreads" },
        { Valid with { Callers = 0 }, "Callers" },
        { Valid with { Provider = (OnnxProvider)9 }, "Provider" },
        { Valid with { PostProcess = (OnnxPostProcess)9 }, "PostProcess" },
        { Valid with { ClassNames = [] }, "ClassNames" },
        { Valid with { ClassNames = ["a", "b", "a"] }, "'a' is named twice" },
        { Valid with { ClassNames = ["a", ""] }, "ClassNames" },
        { Valid with { PredictedLabelColumn = "" }, "PredictedLabelColumn" },
        { Valid with { Inputs = [new("")] }, "Inputs.Column" },
        { Valid with { Inputs = [new("a", "t"), new("b", "t")] }, "'t' is named twice" },
        { Valid with { Outputs = [new("a", "t"), new("a", "u")] }, "'a' is named twice" },
        { Valid with { Outputs = [new("a")], PredictedLabelColumn = "a" }, "'a' is named twice" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AWrongValueIsNamed(OnnxScoringOptions options, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(options.Validate).Message);

    [Fact]
    public void OptionsSurviveJson()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        OnnxScoringOptions options = Valid with
        {
            Inputs = [new("Features", "x")],
            Outputs = [new("Score")],
            BatchSize = 7,
            Provider = OnnxProvider.Cuda,
            PostProcess = OnnxPostProcess.Softmax,
            ClassNames = ["a", "b"],
            Log = _ => { },
        };
        string text = JsonSerializer.Serialize(options, json);
        Assert.Contains("\"provider\":\"cuda\"", text);
        OnnxScoringOptions back = JsonSerializer.Deserialize<OnnxScoringOptions>(text, json)!;
        Assert.Equal(options.Inputs, back.Inputs);
        Assert.Equal(options.Outputs, back.Outputs);
        Assert.Equal(options.ClassNames, back.ClassNames);
        Assert.Equal((7, OnnxProvider.Cuda, OnnxPostProcess.Softmax, "model.onnx"), (back.BatchSize, back.Provider, back.PostProcess, back.ModelPath));
    }
}
