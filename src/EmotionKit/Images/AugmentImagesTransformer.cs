using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Makes variants of images for training; see <c>ml.Transforms.AugmentImages</c>.</summary>
public sealed class AugmentImagesTransformer : ColumnTransformer
{
    internal const string Name = "AugmentImages";

    private readonly FittedView? _fittedOn;

    internal AugmentImagesTransformer(string outputColumnName, string? inputColumnName, AugmentImagesOptions options, IDataView? fittedOn = null)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
        _fittedOn = fittedOn is null ? null : new FittedView(fittedOn);
    }

    internal AugmentImagesTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<AugmentImagesOptions>();
        Options.Validate();
    }

    /// <summary>Which changes, how often, how far.</summary>
    public AugmentImagesOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.KnownSingleVector;

    /// <summary>Adds the column: variants where <paramref name="input"/> is the view that the transformer was fitted on (an
    /// <c>EstimatorChain</c> fits the next estimator on that), else the images as they are; see
    /// <see cref="AugmentImagesOptions.TrainingOnly"/>.</summary>
    /// <exception cref="ArgumentException">The input column is missing or of a wrong type.</exception>
    public override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!Options.TrainingOnly || _fittedOn is null || !_fittedOn.Is(input))
            return base.Transform(input);
        var stage = (RowStage)StageOf(input.Schema);
        return RowMappedView.Create(input, new KernelStage(stage, Augmenting(ImageShape.Of(input.Schema[stage.Inputs[0]], ComponentName))));
    }

    internal AugmentImagesTransformer FittedOn(IDataView view) => new(OutputColumnName, InputColumnName, Options, view);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        ImageShape shape = ImageShape.Of(input, ComponentName);
        return (new MappedColumn(OutputColumnName, input.Type), Options.TrainingOnly ? () => new CopyKernel() : Augmenting(shape));
    }

    private Func<RowKernel> Augmenting(ImageShape shape)
    {
        var augmenter = new ImageAugmenter(Options.Changes, shape.Height, shape.Width, shape.Channels);
        return () => new Kernel(augmenter, Options.Seed);
    }

    private sealed class Kernel(ImageAugmenter augmenter, long seed) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells) =>
            augmenter.Augment(input, Vectors.Resize(ref output, input.Length), seed, cells.Stream);
    }
}
