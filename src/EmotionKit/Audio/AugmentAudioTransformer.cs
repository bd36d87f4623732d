using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Makes variants of clips for training; see <c>ml.Transforms.AugmentAudio</c>.</summary>
public sealed class AugmentAudioTransformer : SampledColumnTransformer
{
    internal const string Name = "AugmentAudio";

    private readonly FittedView? _fittedOn;

    internal AugmentAudioTransformer(
        string outputColumnName, string? inputColumnName, AugmentAudioOptions options, int? sampleRate, IDataView? fittedOn = null)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        Options = options;
        Options.Validate();
        _fittedOn = fittedOn is null ? null : new FittedView(fittedOn);
    }

    internal AugmentAudioTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<AugmentAudioOptions>();
        Options.Validate();
    }

    /// <summary>Which changes, how often, how far.</summary>
    public AugmentAudioOptions Options { get; }

    internal override string ComponentName => Name;

    /// <summary>Whether every clip is as long as it was.</summary>
    internal bool KeepsLength => Options.Changes.StretchProbability == 0;

    /// <summary>Adds the column: variants where <paramref name="input"/> is the view that the transformer was fitted on (an
    /// <c>EstimatorChain</c> fits the next estimator on that), else the clips as they are; see
    /// <see cref="AugmentAudioOptions.TrainingOnly"/>.</summary>
    /// <exception cref="ArgumentException">The input column is missing or of a wrong type.</exception>
    public override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!Options.TrainingOnly || _fittedOn is null || !_fittedOn.Is(input))
            return base.Transform(input);
        var stage = (RowStage)StageOf(input.Schema);
        int rate = RateOf(input.Schema[stage.Inputs[0]]);
        return RowMappedView.Create(input, new KernelStage(stage, Augmenting(rate)));
    }

    internal AugmentAudioTransformer FittedOn(IDataView view) => new(OutputColumnName, InputColumnName, Options, SampleRateHz, view);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        int rate = RateOf(input);
        var type = (VectorDataViewType)input.Type;
        VectorDataViewType output = type.IsKnownSize && KeepsLength ? Vectors.Known(type.Size) : Vectors.Variable;
        return (
            new MappedColumn(OutputColumnName, output, ColumnAnnotations.OfAudio(rate)),
            Options.TrainingOnly ? () => new CopyKernel() : Augmenting(rate));
    }

    private Func<RowKernel> Augmenting(int rate)
    {
        var augmenter = new AudioAugmenter(Options.Changes, rate);
        return () => new AugmentKernel(augmenter, Options.Seed);
    }

    private sealed class AugmentKernel(AudioAugmenter augmenter, long seed) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            float[] variant = augmenter.Augment(input, seed, cells.Stream);
            variant.CopyTo(Vectors.Resize(ref output, variant.Length));
        }
    }
}
