using EmotionKit.Audio;
using EmotionKit.Signal;
using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Audio;

public sealed class AugmentAudioTests
{
    private static readonly AugmentAudioOptions Always = new()
    {
        Changes = new AugmentOptions { GainProbability = 1, StretchProbability = 0, PitchProbability = 0, MinGainDb = 3 },
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Only_what_the_chain_is_fitted_on_is_changed()
    {
        IDataView train = Rows();
        var seen = new SpyEstimator();
        ITransformer model = _ml.Transforms.CopyColumns("In", "In")
            .Append(_ml.Transforms.AugmentAudio("Out", "In", Always, Tones.Rate))
            .Append(seen)
            .Fit(train);
        string[] plain = RowDump.Of(train, "In");
        Assert.Empty(plain.Intersect(seen.Fitted!));
        Assert.Equal(plain, RowDump.Of(model.Transform(train), "Out"));

        using PredictionEngine<SampleRow, VectorOut> engine = _ml.Model.CreatePredictionEngine<SampleRow, VectorOut>(model, train.Schema);
        Assert.Equal(plain, SampleRow.Some().Select(row => VectorOut.Text(engine.Predict(row))));
    }

    [Fact]
    public void A_loaded_model_changes_nothing()
    {
        IDataView train = Rows();
        ITransformer augment = _ml.Transforms.AugmentAudio("Out", "In", Always, Tones.Rate).Fit(train);
        using var file = new MemoryStream();
        _ml.Model.SaveBundle(augment, train.Schema, file);
        Assert.Equal(RowDump.Of(train, "In"), RowDump.Of(_ml.Model.LoadBundle(file, out _).Transform(train), "Out"));
        Assert.NotEqual(RowDump.Of(train, "In"), RowDump.Of(augment.Transform(train), "Out"));
    }

    [Fact]
    public void Fitted_view_has_the_schema_that_was_promised_by_reference()
    {
        IDataView train = Rows();
        AugmentAudioTransformer augment = _ml.Transforms.AugmentAudio("Out", "In", Always, Tones.Rate).Fit(train);
        Assert.Same(augment.GetOutputSchema(train.Schema), augment.Transform(train).Schema);
    }

    [Fact]
    public void Variants_follow_seed_and_row_and_not_the_order()
    {
        IDataView rows = Rows();
        string[] inOrder = RowDump.Of(Fit(Always with { TrainingOnly = false }).Transform(rows), "Label", "Out");
        IDataView shuffled = _ml.Data.ShuffleRows(rows, seed: 3);
        string[] outOfOrder = RowDump.Of(Fit(Always with { TrainingOnly = false }).Transform(shuffled), "Label", "Out");
        Assert.NotEqual(inOrder, outOfOrder);
        Assert.Equal(inOrder.Order(), outOfOrder.Order());
        string[] otherSeed = RowDump.Of(Fit(Always with { TrainingOnly = false, Seed = 2 }).Transform(rows), "Label", "Out");
        Assert.Empty(inOrder.Intersect(otherSeed));
    }

    private AugmentAudioTransformer Fit(AugmentAudioOptions options) => _ml.Transforms.AugmentAudio("Out", "In", options, Tones.Rate).Fit(Rows());

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(SampleRow.Some());

    /// <summary>Keeps what it is fitted on, and changes nothing.</summary>
    private sealed class SpyEstimator : IEstimator<ITransformer>
    {
        public string[]? Fitted { get; private set; }

        public ITransformer Fit(IDataView input)
        {
            Fitted = RowDump.Of(input, "Out");
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
