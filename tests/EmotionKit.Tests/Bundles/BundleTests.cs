using EmotionKit.Bundles;
using EmotionKit.Signal;
using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Rows;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Bundles;

public sealed class BundleTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_chain_of_own_and_foreign_components_in_any_order_is_saved_and_loaded()
    {
        IDataView data = Rows();
        ITransformer model = Mixed().Fit(data);
        using var folder = new TempFolder();
        string path = folder.File("model.ekm");
        _ml.Model.SaveBundle(model, data.Schema, path);
        ITransformer loaded = _ml.Model.LoadBundle(path, out DataViewSchema schema);
        Assert.Equal(["Label", "In"], schema.Select(c => c.Name));
        Assert.Equal(RowDump.Of(model.Transform(data)), RowDump.Of(loaded.Transform(data)));
        Assert.True(loaded.IsRowToRowMapper);
        BundleManifest manifest = _ml.Model.InspectBundle(path);
        Assert.Equal(["MLNet", "ExtractMfcc", "PoolFrames", "MLNet"], manifest.Components.Select(c => c.Name));
        Assert.Equal(new Dictionary<string, string> { ["input"] = "In", ["output"] = "Mfcc" }, manifest.Components[1].Columns);
        Assert.Equal(13, manifest.Components[1].Options!.Value.GetProperty("nMfcc").GetInt32());
        Assert.Equal(16_000, manifest.Components[1].Numbers!["sampleRate"]);
        Assert.Equal(("In", "VarVector<Single>"), (manifest.InputSchema[1].Name, manifest.InputSchema[1].Type));
    }

    [Fact]
    public void Chains_within_chains_are_one_chain_in_the_file()
    {
        IDataView data = Rows();
        ITransformer inner = Mixed().Fit(data);
        ITransformer outer = new TransformerChain<ITransformer>(new TransformerChain<ITransformer>(inner));
        Assert.Equal(Save(inner, data.Schema), Save(outer, data.Schema));
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes_whenever_it_is_saved()
    {
        IDataView data = Rows();
        byte[] first = Save(Mixed().Fit(data), data.Schema);
        Thread.Sleep(2_100);
        Assert.Equal(first, Save(Mixed().Fit(data), data.Schema));
    }

    [Fact]
    public void Streams_that_cannot_seek_are_written_and_read_and_stay_open()
    {
        IDataView data = Rows();
        ITransformer model = Mixed().Fit(data);
        using var memory = new MemoryStream();
        using (var oneWay = new OneWayStream(memory))
        {
            _ml.Model.SaveBundle(model, data.Schema, oneWay);
            memory.Position = 0;
            ITransformer loaded = _ml.Model.LoadBundle(oneWay, out _);
            Assert.Equal(RowDump.Of(model.Transform(data)), RowDump.Of(loaded.Transform(data)));
            Assert.False(oneWay.IsDisposed);
        }
    }

    [Fact]
    public void A_failed_save_leaves_the_file_as_it_was_and_nothing_beside_it()
    {
        IDataView data = Rows();
        using var folder = new TempFolder();
        string path = folder.File("model.ekm");
        File.WriteAllText(path, "the model before");
        var source = new CountingView(1);
        var cannotSave = new FunctionTransformer("Y", "X", (x, _) => x);
        Assert.Throws<NotSupportedException>(() => _ml.Model.SaveBundle(cannotSave, source.Schema, path));
        Assert.ThrowsAny<ArgumentException>(() => _ml.Model.SaveBundle(Mixed().Fit(data), source.Schema, path));
        Assert.Equal("the model before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
        Assert.Throws<DirectoryNotFoundException>(() => _ml.Model.SaveBundle(Mixed().Fit(data), data.Schema, folder.File("no/such/model.ekm")));
    }

    [Fact]
    public void A_saved_file_replaces_the_one_before()
    {
        IDataView data = Rows();
        using var folder = new TempFolder();
        string path = folder.File("model.ekm");
        File.WriteAllText(path, new string('x', 1_000_000));
        ITransformer model = Mixed().Fit(data);
        _ml.Model.SaveBundle(model, data.Schema, path);
        Assert.Equal(Save(model, data.Schema), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Keys_keep_their_values_in_the_input_schema()
    {
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Rows()).Transform(Rows());
        IEstimator<ITransformer> back = _ml.Transforms.Conversion.MapKeyToValue("Name", "Label");
        byte[] file = Save(back.Fit(keyed), keyed.Schema);
        ITransformer loaded = _ml.Model.LoadBundle(new MemoryStream(file), out DataViewSchema schema);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Label"].Annotations.GetValue("KeyValues", ref names);
        Assert.Equal(SampleRow.Some().Select(r => r.Label), names.DenseValues().Select(n => n.ToString()));
        Assert.Equal(RowDump.Of(keyed, "Label").Length, RowDump.Of(loaded.Transform(keyed), "Name").Length);
        Assert.Equal(new KeyDataViewType(typeof(uint), names.Length), schema["Label"].Type);
    }

    private IEstimator<ITransformer> Mixed() => new EstimatorChain<ITransformer>()
        .Append(_ml.Transforms.CopyColumns("Copy", "Label"))
        .Append(_ml.Transforms.ExtractMfcc("Mfcc", "In", new MfccOptions { NMfcc = 13, NFft = 512, NMels = 20 }, Tones.Rate))
        .Append(_ml.Transforms.PoolFrames("Pooled", "Mfcc"))
        .Append(_ml.Transforms.Concatenate("Features", "Pooled", "Pooled"))
        .Append(_ml.Transforms.CopyColumns("Last", "Features"));

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(SampleRow.Some());

    private byte[] Save(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _ml.Model.SaveBundle(model, schema, stream);
        return stream.ToArray();
    }
}
