using EmotionKit.Onnx;
using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers.Neural;

/// <summary>Makes a trainer's columns of what a network's graph gives: probabilities, then, of a binary task, what entered the last layer.</summary>
internal sealed class NetworkKernel : OnnxKernel
{
    private readonly NetworkStage _stage;
    private readonly float[] _probabilities;
    private readonly float[] _logits;
    private readonly int _leastRows;

    public NetworkKernel(NetworkStage stage, OnnxPlan plan, OnnxSession.Lease lease)
        : base(stage, plan, lease)
    {
        _stage = stage;
        _probabilities = new float[plan.Outputs[0].RowLength];
        _logits = new float[plan.Outputs[^1].RowLength];
        _leastRows = Math.Min(2, plan.RowsPerCall);
    }

    /// <summary>Products of one row are summed in another order than those of several: with two at least, a row gives the same bits alone and
    /// among others.</summary>
    protected override int LeastRows => _leastRows;

    protected override void Read(in BatchCells batch, int row, int place)
    {
        ((OutputTensor<float>)Outputs[0]).CopyTo(_probabilities, place);
        // Some operators make a number of what is none: a score must not look as if it were one.
        bool isFinite = IsFinite(in batch.Input<VBuffer<float>>(row, 0));
        if (_stage.Task == ClassificationTask.Multiclass)
            ReadClasses(in batch, row, isFinite);
        else
            ReadBinary(in batch, row, place, isFinite);
    }

    private static bool IsFinite(in VBuffer<float> values)
    {
        foreach (float value in values.GetValues())
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }

    private void ReadClasses(in BatchCells batch, int row, bool isFinite)
    {
        if (!isFinite)
            Array.Fill(_probabilities, float.NaN);
        if (batch.IsAsked(0))
            batch.Output<uint>(row, 0) = ScoreColumns.KeyOfHighest(_probabilities);
        if (batch.IsAsked(1))
            _probabilities.CopyTo(Vectors.Resize(ref batch.Output<VBuffer<float>>(row, 1), _probabilities.Length));
    }

    /// <summary>Of one output the probability of the positive class, or of two that of the second.</summary>
    private void ReadBinary(in BatchCells batch, int row, int place, bool isFinite)
    {
        ((OutputTensor<float>)Outputs[1]).CopyTo(_logits, place);
        float probability = isFinite ? _probabilities[^1] : float.NaN;
        float score = isFinite ? _logits.Length == 1 ? _logits[0] : _logits[1] - _logits[0] : float.NaN;
        var prediction = new BinaryPrediction(score, probability);
        if (batch.IsAsked(0))
            batch.Output<bool>(row, 0) = prediction.Label;
        if (batch.IsAsked(1))
            batch.Output<float>(row, 1) = prediction.Score;
        if (batch.IsAsked(2))
            batch.Output<float>(row, 2) = prediction.Probability;
    }
}
