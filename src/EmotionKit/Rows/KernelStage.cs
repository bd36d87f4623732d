using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A row stage that is nothing but its kernels.</summary>
internal sealed class KernelStage(string component, DataViewSchema input, int[] inputs, Func<RowKernel> create, params MappedColumn[] outputs)
    : RowStage(component, input, inputs, outputs)
{
    public override RowKernel CreateKernel() => create();
}
