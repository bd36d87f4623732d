using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Takes statistics of every coefficient over time; see <c>ml.Transforms.PoolFrames</c>.</summary>
public sealed class PoolFramesTransformer : ColumnTransformer
{
    internal const string Name = "PoolFrames";

    internal PoolFramesTransformer(string outputColumnName, string? inputColumnName, PoolOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
    }

    internal PoolFramesTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<PoolOptions>();
        Options.Validate();
    }

    /// <summary>Which statistics.</summary>
    public PoolOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.SingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        FrameLayout layout = FrameLayout.Of(input, ComponentName);
        var pooler = new FramePooler(Options, layout.Width);
        DataViewSchema.Annotations slots = ColumnAnnotations.OfSlots(pooler.Names(layout.NamesOrNumbers));
        return (new MappedColumn(OutputColumnName, Vectors.Known(pooler.OutputWidth), slots), () => new Kernel(layout, pooler));
    }

    private sealed class Kernel(FrameLayout layout, FramePooler pooler) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            _ = layout.Count(input.Length);
            pooler.Pool(layout.Content(input), Vectors.Resize(ref output, pooler.OutputWidth));
        }
    }
}
