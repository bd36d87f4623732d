using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Sees a sequence as an image of one channel; see <c>ml.Transforms.AddChannel</c>.</summary>
public sealed class AddChannelTransformer : ColumnTransformer
{
    internal const string Name = "AddChannel";

    internal AddChannelTransformer(string outputColumnName, string? inputColumnName)
        : base(outputColumnName, inputColumnName)
    {
    }

    internal AddChannelTransformer(ComponentReader reader)
        : base(reader)
    {
    }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.KnownSingleVector;

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        FrameLayout layout = FrameLayout.Of(input, ComponentName);
        VectorDataViewType type = Vectors.Known(layout.Frames!.Value, layout.Width, 1);
        return (new MappedColumn(OutputColumnName, type, layout.Annotations), () => new Kernel());
    }

    private sealed class Kernel : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells) =>
            input.CopyTo(Vectors.Resize(ref output, input.Length));
    }
}
