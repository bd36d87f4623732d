using EmotionKit.Onnx;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers.Neural;

/// <summary>A network's graph bound to one schema.</summary>
internal sealed class NetworkStage : BatchStage
{
    private readonly OnnxSession _session;
    private readonly OnnxScoringOptions _options;
    private readonly OnnxPlan _plan;

    private NetworkStage(
        string component, DataViewSchema schema, int features, MappedColumn[] outputs, ClassificationTask task, OnnxSession session,
        OnnxScoringOptions options, OnnxPlan plan)
        : base(component, schema, [features], outputs)
    {
        _session = session;
        _options = options;
        _plan = plan;
        Task = task;
    }

    public ClassificationTask Task { get; }

    public override int BatchSize => _plan.RowsToGather;

    public static NetworkStage Create(
        string component, DataViewSchema schema, DataViewSchema.Column features, MappedColumn[] outputs, ClassificationTask task,
        OnnxSession session, OnnxScoringOptions options)
    {
        using OnnxSession.Lease lease = session.Hold();
        OnnxPlan plan = OnnxPlan.Create(new OnnxMapping(session, options), [features.Type], options.BatchSizeOn(session.Provider), lease.Session);
        return new NetworkStage(component, schema, features.Index, outputs, task, session, options, plan);
    }

    public override int Workers(int threads) => _options.CallersOn(_session.Provider, threads);

    public override BatchKernel CreateBatchKernel() => new NetworkKernel(this, _plan, _session.Hold());
}
