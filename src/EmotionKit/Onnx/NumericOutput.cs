using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>An output of numbers or truth values, in pinned memory that ONNX Runtime writes to.</summary>
internal sealed class NumericOutput<TTensor, TItem, TConversion>(TensorPlan plan, int capacity) : OutputTensor<TItem>(plan)
    where TTensor : unmanaged
    where TConversion : struct, Conversion.IConversion<TTensor, TItem>
{
    private readonly TTensor[] _values = GC.AllocateArray<TTensor>(checked(capacity * plan.RowLength), pinned: true);

    public override void CopyTo(Span<TItem> items, int place) =>
        TConversion.Convert(_values.AsSpan(place * Plan.RowLength, Plan.RowLength), items);

    protected override OrtValue CreateValue(long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, MemoryMarshal.CreateFromPinnedArray(_values, 0, _values.Length), shape);
}
