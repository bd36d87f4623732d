using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>Scores rows with an ONNX model, in batches. Made by <c>ml.Transforms.ScoreOnnx(...).Fit(...)</c>.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/> Disposing of it releases the model when the last open cursor is done.
/// </remarks>
public sealed class OnnxScoringTransformer : BatchTransformer, IDisposable
{
    internal const string Name = TensorTypes.ScoreOnnx;

    private const string ModelEntry = "model.onnx";

    private readonly OnnxSession _session;
    private readonly OnnxSession.Lease _lease;
    private readonly OnnxMapping _mapping;

    internal OnnxScoringTransformer(OnnxSession session, OnnxSession.Lease lease, OnnxMapping mapping, OnnxScoringOptions options)
    {
        _session = session;
        _lease = lease;
        _mapping = mapping;
        Options = options;
    }

    /// <summary>How the model is run.</summary>
    public OnnxScoringOptions Options { get; }

    /// <summary>What computes the model: <see cref="OnnxProvider.Cpu"/> or <see cref="OnnxProvider.Cuda"/>.</summary>
    public OnnxProvider Provider => _session.Provider;

    /// <summary>Why it is that one, in words.</summary>
    public string ProviderReason => _session.ProviderReason;

    /// <summary>Names of the classes in the order of the first output's values, from the options or the model's metadata; null where neither
    /// names them.</summary>
    public IReadOnlyList<string>? ClassNames => _mapping.ClassNames;

    internal override string ComponentName => TensorTypes.ScoreOnnx;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The transformer was disposed of.</exception>
    public override IDataView Transform(IDataView input)
    {
        _ = _lease.Session;
        return base.Transform(input);
    }

    /// <summary>Releases the model. Cursors that are open go on to their end.</summary>
    public void Dispose() => _lease.Dispose();

    /// <summary>The model, for bundles.</summary>
    /// <exception cref="InvalidOperationException">Its file has changed since it was loaded, or keeps weights in other files.</exception>
    internal byte[] ReadModel() => _session.Source.ReadBytes();

    internal static OnnxScoringTransformer Load(ComponentReader reader) =>
        new OnnxScoringEstimator(reader.Options<OnnxScoringOptions>() with { Model = reader.Entry(ModelEntry) }).CreateTransformer();

    internal override void Save(ComponentWriter writer)
    {
        writer.Options(Options with { Model = null, ModelPath = null });
        writer.Entry(ModelEntry, ReadModel());
    }

    private protected override BatchStage Bind(DataViewSchema schema) => OnnxStage.Create(schema, _session, _mapping, Options);
}
