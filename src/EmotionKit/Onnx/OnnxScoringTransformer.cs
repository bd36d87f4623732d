using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>Scores rows with an ONNX model, in batches. Made by <c>ml.Transforms.ScoreOnnx(...).Fit(...)</c>.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/> Disposing of it gives back the model's memory, and the device's; using it
/// after that loads the model again.
/// </remarks>
public sealed class OnnxScoringTransformer : BatchTransformer, IOnnxModel, IDisposable
{
    internal const string Name = TensorTypes.ScoreOnnx;

    private const string ModelEntry = "model.onnx";

    private readonly OnnxSession _session;
    private readonly OnnxSession.Ownership _share;
    private readonly OnnxMapping _mapping;

    internal OnnxScoringTransformer(OnnxSession session, OnnxMapping mapping, OnnxScoringOptions options)
    {
        _session = session;
        _share = session.Join();
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

    /// <summary>Releases the model as soon as no cursor of it and no other transformer of its estimator is open. Open cursors go on to their
    /// end.</summary>
    public void Dispose() => _share.Dispose();

    byte[] IOnnxModel.ToOnnx() => _session.ReadModel();

    internal static OnnxScoringTransformer Load(ComponentReader reader)
    {
        OnnxScoringOptions options = reader.Options<OnnxScoringOptions>() with { Model = reader.Entry(ModelEntry) };
        try
        {
            return new OnnxScoringEstimator(options).CreateTransformer();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw reader.Damaged($"cannot be made: {e.Message}", e);
        }
    }

    internal override void Save(ComponentWriter writer)
    {
        OnnxScoringOptions options = Options with { Model = null, ModelPath = null };
        // A model that was made on a machine with a certain device must load on others.
        if (options.Provider == OnnxProvider.Cuda)
            options = options with { Provider = OnnxProvider.Auto, DeviceId = 0 };
        writer.Options(options);
        writer.Entry(ModelEntry, _session.ReadModel());
    }

    private protected override BatchStage Bind(DataViewSchema schema) => OnnxStage.Create(schema, _session, _mapping, Options);
}
