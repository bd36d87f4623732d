using System.Runtime.InteropServices;
using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>An input of numbers or truth values, in pinned memory that ONNX Runtime reads in place.</summary>
internal sealed class NumericInput<TItem, TTensor, TConversion>(TensorPlan plan, bool isVector, int capacity) : InputTensor(plan)
    where TItem : unmanaged
    where TTensor : unmanaged
    where TConversion : struct, Conversion.IConversion<TItem, TTensor>
{
    private readonly TTensor[] _values = GC.AllocateArray<TTensor>(checked(capacity * plan.RowLength), pinned: true);
    private readonly DenseSpan<TItem> _dense = new();

    public override void Write(in BatchCells batch, int row, int input, int place)
    {
        ReadOnlySpan<TItem> items = isVector
            ? _dense.Of(in batch.Input<VBuffer<TItem>>(row, input))
            : new ReadOnlySpan<TItem>(in batch.Input<TItem>(row, input));
        RequireLength(items.Length);
        TConversion.Convert(items, Place(_values, place));
    }

    public override void Clear(int first) => _values.AsSpan(first * Plan.RowLength).Clear();

    protected override OrtValue CreateValue(long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, MemoryMarshal.CreateFromPinnedArray(_values, 0, _values.Length), shape);
}
