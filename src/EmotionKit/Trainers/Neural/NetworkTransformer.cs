using EmotionKit.Bundles;
using EmotionKit.Labels;
using EmotionKit.Neural;
using EmotionKit.Onnx;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers.Neural;

/// <summary>Scores rows with a trained network, in batches, by ONNX Runtime. Made by the trainers <c>Lstm</c>, <c>CnnLstm</c>, <c>DigitCnn</c> and
/// <c>Network</c>.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/> What scores is the exported graph, which
/// <c>ml.Model.ExportOnnx</c> writes to a file; a bundle holds the network, from which loading makes the graph again. Disposing of it gives back the session's memory; using it after that opens the session again.</remarks>
public sealed class NetworkTransformer : BatchTransformer, IOnnxModel, IDisposable
{
    internal const string LstmName = "Lstm";
    internal const string CnnLstmName = "CnnLstm";
    internal const string DigitCnnName = "DigitCnn";
    internal const string NetworkName = "Network";

    private const string FeaturesRole = "features";
    private const string ModelEntry = "model.onnx";
    private const string NetworkEntry = "network.bin";
    private const string BinaryNumber = "binary";

    private readonly string _name;
    private readonly ClassificationTask _task;
    private readonly NeuralTrainerOptions _options;
    private readonly string[]? _classNames;
    private readonly byte[]? _given;
    private readonly OnnxScoringOptions _scoring;
    private readonly OnnxSession _session;
    private readonly OnnxSession.Ownership _share;

    /// <param name="name">The trainer.</param>
    /// <param name="task">Of the trainer.</param>
    /// <param name="options">Of the trainer.</param>
    /// <param name="network">What was trained.</param>
    /// <param name="classNames">Or null where classes have no names.</param>
    /// <param name="model">The network's graph as an older bundle holds it; null to make it.</param>
    internal NetworkTransformer(string name, ClassificationTask task, NeuralTrainerOptions options, Network network, string[]? classNames, byte[]? model = null)
    {
        _name = name;
        _task = task;
        _options = options;
        _classNames = classNames;
        _given = model;
        Network = network;
        _scoring = Scoring(model ?? Export(task, network, classNames), options, task);
        _session = SessionOpener.Default.Open(_scoring);
        _share = _session.Join();
    }

    /// <summary>The layers with their weights; it predicts without ONNX Runtime too, and training can go on from it (<see cref="NetworkEstimator.FitMore"/>).</summary>
    public Network Network { get; }

    /// <summary>What every epoch of the training gave.</summary>
    public TrainingHistory History => Network.History;

    /// <summary>How it was trained.</summary>
    public NeuralTrainerOptions Options => _options;

    /// <summary>The classes in the order of the scores; null where the label had no names.</summary>
    public IReadOnlyList<string>? ClassNames => _classNames;

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName => _options.FeatureColumnName;

    /// <summary>What computes the scores: <see cref="OnnxProvider.Cpu"/> or <see cref="OnnxProvider.Cuda"/>.</summary>
    public OnnxProvider Provider => _session.Provider;

    /// <summary>Of one class per output, or of two for one output.</summary>
    internal int Classes => Network.OutputSize == 1 ? 2 : Network.OutputSize;

    internal ClassificationTask Task => _task;

    internal override string ComponentName => _name;

    /// <summary>The only trained network in a model.</summary>
    /// <param name="model">A fitted transformer or chain.</param>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public static NetworkTransformer Find(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IReadOnlyList<NetworkTransformer> all = FindAll(model);
        return all is [var only] ? only : throw new ArgumentException($"model: expected one trained network in it, got {all.Count}.", nameof(model));
    }

    /// <summary>All trained networks in a model, those that vote included, in their order.</summary>
    /// <param name="model">A fitted transformer or chain.</param>
    public static IReadOnlyList<NetworkTransformer> FindAll(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. BundleWriter.Flatten(model).SelectMany(one => one switch
        {
            NetworkTransformer network => [network],
            VotingTransformer vote => vote.Models.SelectMany(FindAll),
            _ => (IEnumerable<NetworkTransformer>)[],
        })];
    }

    /// <summary>Releases the session as soon as no cursor of it is open. Open cursors go on to their end.</summary>
    public void Dispose() => _share.Dispose();

    byte[] IOnnxModel.ToOnnx() => _scoring.Model!;

    internal static NetworkTransformer Load<TOptions>(ComponentReader reader, string name)
        where TOptions : NeuralTrainerOptions
    {
        TOptions options = reader.Options<TOptions>();
        options = (TOptions)(options with { FeatureColumnName = reader.Column(FeaturesRole) });
        string[]? names = NameList.IsIn(reader) ? NameList.Load(reader) : null;
        ClassificationTask task = reader.OptionalNumber(BinaryNumber) == 1 ? ClassificationTask.Binary : ClassificationTask.Multiclass;
        try
        {
            Network network = Network.Load(new MemoryStream(reader.Entry(NetworkEntry), writable: false));
            byte[]? graph = reader.HasEntry(ModelEntry) ? reader.Entry(ModelEntry) : null;
            var transformer = new NetworkTransformer(name, task, options, network, names, graph);
            if (names is not null && names.Length != transformer.Classes)
                throw reader.Damaged($"names {names.Length} of {transformer.Classes} classes");
            transformer.RequireOutputs(reader);
            return transformer;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException)
        {
            throw reader.Damaged($"cannot be made: {e.Message}", e);
        }
    }

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(FeaturesRole, FeatureColumnName);
        // A model that was made on a machine with a certain device must load on others.
        writer.Options(_options.Provider == OnnxProvider.Cuda ? _options with { Provider = OnnxProvider.Auto } : _options);
        if (_task == ClassificationTask.Binary)
            writer.Number(BinaryNumber, 1);
        writer.Entry(NetworkEntry, Network.Save);
        if (_given is not null)
            writer.Entry(ModelEntry, _given);
        if (_classNames is not null)
            NameList.Save(writer, _classNames);
    }

    private protected override BatchStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, _name);
        Shape shape = Network.Definition.InputShape!.Value;
        int size = ((VectorDataViewType)features.Type).Size, frame = (int)shape.Size;
        bool fits = shape.HasVariable ? size > 0 && size % frame == 0 : size == frame;
        if (!fits)
        {
            throw new ArgumentException(
                $"{_name}: column '{features.Name}': expected {(shape.HasVariable ? $"frames of {frame}" : $"{frame}")} features, as in the data trained on, got {size}.");
        }
        return NetworkStage.Create(_name, schema, features, ScoreColumns.Of(_task, Classes, _classNames), _task, _session, _scoring);
    }

    private static byte[] Export(ClassificationTask task, Network network, string[]? classNames) => NetworkExporter.Export(network, new NetworkExportOptions
    {
        InputName = "Features",
        OutputName = task == ClassificationTask.Binary ? ScoreColumns.Probability : ScoreColumns.Score,
        LogitsName = task == ClassificationTask.Binary ? ScoreColumns.Score : null,
        ClassNames = classNames,
    });

    private static OnnxScoringOptions Scoring(byte[] model, NeuralTrainerOptions options, ClassificationTask task) => new()
    {
        Model = model,
        Inputs = [new OnnxColumn(options.FeatureColumnName, "Features")],
        Outputs = task == ClassificationTask.Binary
            ? [new OnnxColumn(ScoreColumns.Probability), new OnnxColumn(ScoreColumns.Score)]
            : [new OnnxColumn(ScoreColumns.Score)],
        Provider = options.Provider,
    };

    /// <summary>The graph and the network of a bundle must be of one shape.</summary>
    private void RequireOutputs(ComponentReader reader)
    {
        foreach (OnnxColumn output in _scoring.Outputs)
        {
            TensorInfo? tensor = Array.Find(_session.Outputs, tensor => tensor.Name == output.Column);
            if (tensor is null || tensor.Dimensions.Length != 2 || tensor.Dimensions[1] != Network.OutputSize)
                throw reader.Damaged($"has a graph without the output '{output.Column}' of {Network.OutputSize} values");
        }
    }
}
