using EmotionKit.Bundles;
using EmotionKit.Onnx;
using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Onnx;

/// <summary>Models inside bundles, beyond what the conformance suite tries.</summary>
public sealed class ScoreOnnxBundleTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly byte[] Doubling = new TestModel().Input("x", TestModel.Float, "n", 2).Output("y", TestModel.Float, "n", 2)
        .Node("Add", ["x", "x"], ["y"]).ToBytes();

    [Fact]
    public void AModelLoadedFromAFileIsInTheBundleAndNeedsTheFileNoMore()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.onnx");
        File.WriteAllBytes(path, Doubling);
        IDataView data = OnnxRows.View(_ml, [1, 2, 3, 4], 2);
        using var bundle = new MemoryStream();
        using (OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx("Score", "X", path).Fit(data))
            _ml.Model.SaveBundle(scorer, data.Schema, bundle);
        File.Delete(path);
        bundle.Position = 0;
        ITransformer loaded = _ml.Model.LoadBundle(bundle, out _);
        Assert.Equal([2, 4, 6, 8], OnnxRows.Read<float>(loaded.Transform(data), "Score"));
    }

    [Fact]
    public void AFileThatChangedSinceItWasLoadedIsNotSaved()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.onnx");
        File.WriteAllBytes(path, Doubling);
        IDataView data = OnnxRows.View(_ml, [1, 2], 2);
        using OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx("Score", "X", path).Fit(data);
        File.WriteAllBytes(path, [.. Doubling, 0]);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _ml.Model.SaveBundle(scorer, data.Schema, new MemoryStream()));
        Assert.Contains("has changed", error.Message);
    }

    [Fact]
    public void AModelThatRunsOnlyOnAnotherRuntimeIsADamagedBundle()
    {
        byte[] unknown = new TestModel().Input("x", TestModel.Float, "n", 2).Output("y", TestModel.Float, "n", 2)
            .Node("NoSuchOperation", ["x"], ["y"]).ToBytes();
        var component = new BundleComponent("ScoreOnnx", new Dictionary<string, string>(),
            System.Text.Json.JsonSerializer.SerializeToElement(new { inputs = new[] { new { column = "X" } } }), null, []);
        var reader = new ComponentReader(_ml.Model, component, new Dictionary<string, byte[]> { ["model.onnx"] = unknown });
        BundleFormatException error = Assert.Throws<BundleFormatException>(() => OnnxScoringTransformer.Load(reader));
        Assert.Contains("NoSuchOperation", error.Message);
    }

    [Fact]
    public void TheBundleDoesNotTieAModelToTheDeviceItWasMadeOn()
    {
        var session = SessionOpener.Default.Open(new OnnxScoringOptions { Model = Doubling, Provider = OnnxProvider.Cpu });
        var options = new OnnxScoringOptions { Model = Doubling, Inputs = [new("X")], Provider = OnnxProvider.Cuda, DeviceId = 5, BatchSize = 9 };
        using var scorer = new OnnxScoringTransformer(session, new OnnxMapping(session, options), options);
        var writer = new ComponentWriter(_ml.Model);
        scorer.Save(writer);
        OnnxScoringOptions saved = OptionsJson.Read<OnnxScoringOptions>(writer.OptionsElement!.Value);
        Assert.Equal((OnnxProvider.Auto, 0, 9), (saved.Provider, saved.DeviceId, saved.BatchSize!.Value));
    }
}
