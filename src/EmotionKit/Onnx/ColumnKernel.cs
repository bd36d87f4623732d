using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>Gives a column per output, the first post-processed, and the predicted label.</summary>
internal sealed class ColumnKernel : OnnxKernel
{
    private readonly OnnxStage _stage;
    private readonly float[] _scores;

    public ColumnKernel(OnnxStage stage, OnnxSession.Lease lease)
        : base(stage, stage.Plan, lease)
    {
        _stage = stage;
        bool scores = stage.PostProcess != OnnxPostProcess.None || stage.Label >= 0;
        _scores = scores ? new float[stage.Plan.Outputs[0].RowLength] : [];
    }

    protected override void Read(in BatchCells batch, int row, int place)
    {
        for (int i = _scores.Length > 0 ? 1 : 0; i < Outputs.Length; i++)
        {
            if (batch.IsAsked(i))
                Outputs[i].Read(in batch, row, i, place);
        }
        if (_scores.Length == 0)
            return;
        var output = (OutputTensor<float>)Outputs[0];
        output.CopyTo(_scores, place);
        Scores.Apply(_stage.PostProcess, _scores, output.Plan.RowShape is [.., var classes] ? (int)classes : 1);
        if (batch.IsAsked(0))
        {
            ref VBuffer<float> value = ref batch.Output<VBuffer<float>>(row, 0);
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, _scores.Length);
            _scores.CopyTo(editor.Values);
            value = editor.Commit();
        }
        if (_stage.Label >= 0 && batch.IsAsked(_stage.Label))
            batch.Output<uint>(row, _stage.Label) = Scores.Decide(_scores);
    }
}
