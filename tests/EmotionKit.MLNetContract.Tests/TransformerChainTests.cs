using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class TransformerChainTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public TransformerChainTests()
    {
        _data = _ml.Data.LoadFromEnumerable(Person.Many(4));
    }

    [Fact]
    public void Mapper_MapsARowThroughAllTransformers()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Years", "Age").Append(_ml.Transforms.Concatenate("Features", "Age", "Years")).Fit(_data);
        IRowToRowMapper mapper = model.GetRowToRowMapper(_data.Schema);
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);
        using DataViewRow row = mapper.GetRow(cursor, mapper.OutputSchema);
        ValueGetter<VBuffer<float>> read = row.GetGetter<VBuffer<float>>(row.Schema["Features"]);
        VBuffer<float> features = default;

        Assert.True(model.IsRowToRowMapper);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(cursor.MoveNext());
            read(ref features);
            Assert.Equal([(float)i, i], features.DenseValues());
        }
    }

    [Fact]
    public void Mapper_IsBoundToTheSchemaItWasMadeFor()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Years", "Age").Append(_ml.Transforms.CopyColumns("More", "Years")).Fit(_data);

        IRowToRowMapper mapper = model.GetRowToRowMapper(_data.Schema);

        Assert.Same(_data.Schema, mapper.InputSchema);
        Assert.Equal(model.GetOutputSchema(_data.Schema).Select(c => (c.Name, c.Type)), mapper.OutputSchema.Select(c => (c.Name, c.Type)));
        Assert.Same(mapper.OutputSchema, mapper.OutputSchema);
    }

    [Fact]
    public void Mapper_RefusesRowsOfAnotherSchema()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Years", "Age").Append(_ml.Transforms.CopyColumns("More", "Years")).Fit(_data);
        IRowToRowMapper mapper = model.GetRowToRowMapper(_data.Schema);
        IDataView equal = _ml.Data.LoadFromEnumerable(Person.Many(4));
        using DataViewRowCursor cursor = equal.GetRowCursor(equal.Schema);

        Assert.ThrowsAny<SystemException>(() => mapper.GetRow(cursor, mapper.OutputSchema));
    }

    [Fact]
    public void Mapper_TracesWhatColumnsAreMadeOf()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Years", "Age").Append(_ml.Transforms.Concatenate("Features", "Years")).Fit(_data);
        IRowToRowMapper mapper = model.GetRowToRowMapper(_data.Schema);

        Assert.Equal(["Age"], mapper.GetDependencies([mapper.OutputSchema["Features"]]).Select(c => c.Name));
        Assert.Equal(["Name"], mapper.GetDependencies([mapper.OutputSchema["Name"]]).Select(c => c.Name));
    }

    [Fact]
    public void Chain_IsAMapperOnlyIfEveryTransformerIs()
    {
        ITransformer mapping = new TransformerChain<LengthTransformer>(new LengthTransformer("Name", "Length"));
        ITransformer notMapping = new TransformerChain<LengthTransformer>(new LengthTransformer("Name", "Length") { IsRowToRowMapper = false });

        Assert.True(mapping.IsRowToRowMapper);
        Assert.False(notMapping.IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => notMapping.GetRowToRowMapper(_data.Schema));
    }

    [Fact]
    public void GetModelFor_KeepsThoseThatAreNeeded()
    {
        TransformerChain<LengthTransformer> model = new TransformerChain<ITransformer>()
            .Append(new LengthTransformer("Name", "A"), TransformerScope.Training)
            .Append(new LengthTransformer("Name", "B"), TransformerScope.TrainTest)
            .Append(new LengthTransformer("Name", "C"));

        Assert.Equal(3, model.Count());
        Assert.Equal(["Name", "Group", "Age", "C"], model.GetModelFor(TransformerScope.Scoring).GetOutputSchema(_data.Schema).Select(c => c.Name));
        Assert.Equal(2, model.GetModelFor(TransformerScope.Testing).Count());
    }

    [Fact]
    public void Append_OfTransformers_ChainsThem()
    {
        TransformerChain<LengthTransformer> model = new LengthTransformer("Name", "A").Append(new LengthTransformer("Group", "B"));

        IDataView result = model.Transform(_data);

        Assert.Equal([4f, 4f, 4f, 4f], result.GetColumn<float>("A"));
        Assert.Equal([2f, 2f, 2f, 2f], result.GetColumn<float>("B"));
    }

    [Fact]
    public void Transform_OfASchemaThatDoesNotFit_IsRefusedAtOnce()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Years", "Age").Append(_ml.Transforms.DropColumns("Name")).Fit(_data);
        IDataView other = _ml.Transforms.DropColumns("Age").Fit(_data).Transform(_data);

        Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(other));
    }
}
