using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>A model bound to one schema.</summary>
internal sealed class OnnxStage : BatchStage
{
    private readonly OnnxSession _session;
    private readonly OnnxScoringOptions _options;

    private OnnxStage(
        DataViewSchema schema, int[] inputs, MappedColumn[] outputs, OnnxSession session, OnnxPlan plan, OnnxScoringOptions options)
        : base(TensorTypes.ScoreOnnx, schema, inputs, outputs)
    {
        _session = session;
        _options = options;
        Plan = plan;
    }

    public OnnxPlan Plan { get; }

    public OnnxPostProcess PostProcess => _options.PostProcess;

    /// <summary>Place of the predicted label among the outputs, or -1.</summary>
    public int Label => _options.PredictedLabelColumn is null ? -1 : Plan.Outputs.Length;

    public override int BatchSize => Plan.RowsToGather;

    public static OnnxStage Create(DataViewSchema schema, OnnxSession session, OnnxMapping mapping, OnnxScoringOptions options)
    {
        DataViewSchema.Column[] columns = Array.ConvertAll(mapping.Inputs, input =>
            ColumnLookup.Find(schema, input.Column, TensorTypes.RuleFor(input.Tensor), TensorTypes.ScoreOnnx));
        using OnnxSession.Lease lease = session.Hold();
        OnnxPlan plan = OnnxPlan.Create(mapping, Array.ConvertAll(columns, column => column.Type), options.BatchSizeOn(session.Provider), lease.Session);
        return new OnnxStage(
            schema, Array.ConvertAll(columns, column => column.Index), OutputColumns.Of(mapping, plan, options), session, plan, options);
    }

    public override int Workers(int threads) => _options.CallersOn(_session.Provider, threads);

    public override BatchKernel CreateBatchKernel() => new ColumnKernel(this, _session.Hold());
}
