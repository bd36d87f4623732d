using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A stage whose rows do not depend on each other; neighbours are fused into one pass over the source.</summary>
internal abstract class RowStage : MappedStage
{
    protected RowStage(string component, DataViewSchema input, int[] inputs, params MappedColumn[] outputs)
        : base(component, input, inputs, outputs)
    {
    }

    protected RowStage(RowStage other)
        : base(other)
    {
    }
}
