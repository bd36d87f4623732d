using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>An output whose column has items of type <typeparamref name="TItem"/>.</summary>
internal abstract class OutputTensor<TItem>(TensorPlan plan) : OutputTensor(plan)
{
    /// <summary>Copies the values of place <paramref name="place"/> of the call.</summary>
    public abstract void CopyTo(Span<TItem> items, int place);

    public sealed override void Read(in BatchCells batch, int row, int output, int place)
    {
        ref VBuffer<TItem> value = ref batch.Output<VBuffer<TItem>>(row, output);
        VBufferEditor<TItem> editor = VBufferEditor.Create(ref value, Plan.RowLength);
        CopyTo(editor.Values, place);
        value = editor.Commit();
    }
}
