using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>An input of texts, copied into the tensor before every call.</summary>
internal sealed class TextInput(TensorPlan plan, bool isVector, int capacity) : InputTensor(plan)
{
    private readonly ReadOnlyMemory<char>[] _texts = new ReadOnlyMemory<char>[checked(capacity * plan.RowLength)];
    private readonly DenseSpan<ReadOnlyMemory<char>> _dense = new();

    public override void Write(in BatchCells batch, int row, int input, int place)
    {
        ReadOnlySpan<ReadOnlyMemory<char>> texts = isVector
            ? _dense.Of(in batch.Input<VBuffer<ReadOnlyMemory<char>>>(row, input))
            : new ReadOnlySpan<ReadOnlyMemory<char>>(in batch.Input<ReadOnlyMemory<char>>(row, input));
        RequireLength(texts.Length);
        texts.CopyTo(Place(_texts, place));
    }

    public override void Clear(int first) => _texts.AsSpan(first * Plan.RowLength).Clear();

    protected override OrtValue CreateValue(long[] shape) => OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);

    protected override void Publish(OrtValue value, int count)
    {
        for (int i = 0; i < count; i++)
            value.StringTensorSetElementAt(_texts[i].Span, i);
    }
}
