using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>An output of texts.</summary>
internal sealed class TextOutput(TensorPlan plan) : OutputTensor<ReadOnlyMemory<char>>(plan)
{
    public override void CopyTo(Span<ReadOnlyMemory<char>> items, int place)
    {
        for (int i = 0; i < items.Length; i++)
            items[i] = Value!.GetStringElementAsMemory(place * Plan.RowLength + i);
    }

    protected override OrtValue CreateValue(long[] shape) => OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
}
