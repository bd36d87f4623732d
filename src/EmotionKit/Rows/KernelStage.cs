using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A row stage that is nothing but its kernels.</summary>
internal sealed class KernelStage : RowStage
{
    private readonly Func<RowKernel> _create;

    public KernelStage(string component, DataViewSchema input, int[] inputs, Func<RowKernel> create, params MappedColumn[] outputs)
        : base(component, input, inputs, outputs)
    {
        _create = create;
    }

    /// <summary>Other kernels for the same columns.</summary>
    public KernelStage(RowStage other, Func<RowKernel> create)
        : base(other)
    {
        _create = create;
    }

    public override RowKernel CreateKernel() => _create();
}
