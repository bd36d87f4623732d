using System.IO.Compression;
using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class ModelFileTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly ITransformer _model;

    public ModelFileTests()
    {
        _data = _ml.Data.LoadFromEnumerable(Person.Many(30));
        _model = _ml.Transforms.Conversion.MapValueToKey("Key", "Group")
            .Append(_ml.Transforms.CopyColumns("Years", "Age"))
            .Append(_ml.Transforms.Concatenate("Features", "Age", "Years"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_ml.Transforms.DropColumns("Years"))
            .Append(_ml.Transforms.SelectColumns("Features", "Key", "Back"))
            .Fit(_data);
    }

    [Fact]
    public void LoadedModel_TransformsAsTheSavedOneDid()
    {
        using var stream = new MemoryStream();

        _ml.Model.Save(_model, _data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = _ml.Model.Load(stream, out DataViewSchema schema);

        AssertEqual(_model.Transform(_data), loaded.Transform(_data));
        Assert.Equal(_data.Schema.Select(c => (c.Name, c.Type)), schema.Select(c => (c.Name, c.Type)));
        Assert.True(loaded.IsRowToRowMapper);
    }

    [Fact]
    public void Model_IsSavedToAndLoadedFromAFile()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            _ml.Model.Save(_model, _data.Schema, path);
            ITransformer loaded = new MLContext().Model.Load(path, out _);

            AssertEqual(_model.Transform(_data), loaded.Transform(_data));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Model_IsSavedIntoAndLoadedFromAZipEntry()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = zip.CreateEntry("model").Open())
        {
            _ml.Model.Save(_model, _data.Schema, entry);
        }

        using var reading = new ZipArchive(stream, ZipArchiveMode.Read);
        using Stream saved = reading.GetEntry("model")!.Open();
        ITransformer loaded = _ml.Model.Load(saved, out DataViewSchema schema);

        AssertEqual(_model.Transform(_data), loaded.Transform(_data));
        Assert.Equal(3, schema.Count);
    }

    [Fact]
    public void SingleTransformers_AreSavedToo()
    {
        ITransformer copy = _ml.Transforms.CopyColumns("Years", "Age").Fit(_data);
        using var stream = new MemoryStream();

        _ml.Model.Save(copy, _data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = _ml.Model.Load(stream, out _);

        Assert.Equal(_data.GetColumn<float>("Age"), loaded.Transform(_data).GetColumn<float>("Years"));
    }

    [Fact]
    public void Schema_MayBeLeftOut()
    {
        using var stream = new MemoryStream();

        _ml.Model.Save(_model, null, stream);
        stream.Position = 0;
        ITransformer loaded = _ml.Model.Load(stream, out DataViewSchema schema);

        Assert.Null(schema);
        AssertEqual(_model.Transform(_data), loaded.Transform(_data));
    }

    [Fact]
    public void LoadedSchema_MakesAPredictionEngine()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.Concatenate("Features", "Age").Fit(_data), _data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = _ml.Model.Load(stream, out DataViewSchema schema);

        using PredictionEngine<Person, Output> engine = _ml.Model.CreatePredictionEngine<Person, Output>(loaded, schema);

        Assert.Equal([3f], engine.Predict(new Person { Age = 3 }).Features);
    }

    [Fact]
    public void Nonsense_IsRefused()
    {
        using var stream = new MemoryStream([.. Enumerable.Range(0, 200).Select(i => (byte)i)]);

        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(stream, out _));
    }

    [Fact]
    public void TruncatedFile_IsRefused()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_model, _data.Schema, stream);
        byte[] bytes = stream.ToArray();

        Assert.All([0, 5, 20, bytes.Length / 2, bytes.Length - 1], length =>
            Assert.ThrowsAny<Exception>(() => _ml.Model.Load(new MemoryStream(bytes, 0, length), out _)));
    }

    private static void AssertEqual(IDataView expected, IDataView actual)
    {
        Assert.Equal(expected.Schema.Select(c => (c.Name, c.Type)), actual.Schema.Select(c => (c.Name, c.Type)));
        Assert.Equal(expected.GetColumn<float[]>("Features"), actual.GetColumn<float[]>("Features"));
        Assert.Equal(expected.GetColumn<uint>("Key"), actual.GetColumn<uint>("Key"));
        Assert.Equal(expected.GetColumn<string>("Back"), actual.GetColumn<string>("Back"));
    }

    private sealed class Output
    {
        public float[] Features { get; set; } = [];
    }
}
