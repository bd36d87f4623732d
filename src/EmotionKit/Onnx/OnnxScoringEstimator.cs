using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>Makes <see cref="OnnxScoringTransformer"/>s. Nothing is learned: the model is as it is.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>Input columns</term><description>for each input of the model a vector of known size, or a single value: Single, Double, integers,
/// Boolean or Text as the tensor has it; Single also for Float16 and Double tensors, Int32 also for Int64</description></item>
/// <item><term>Output columns</term><description>for each output a vector of known size of the tensor's type, Single for Float16; the first has
/// SlotNames where the classes are named. Optionally a predicted label: a key with KeyValues</description></item>
/// <item><term>Needs training</term><description>no</description></item>
/// <item><term>Saved by</term><description><c>SaveBundle</c>, the model inside</description></item>
/// </list>
/// </remarks>
public sealed class OnnxScoringEstimator : RowEstimator<OnnxScoringTransformer>
{
    private readonly OnnxScoringOptions _options;
    private readonly OnnxMapping _mapping;
    private readonly OnnxSession _session;

    /// <exception cref="ArgumentException">An option is out of its range or contradicts the model.</exception>
    internal OnnxScoringEstimator(OnnxScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _session = SessionOpener.Default.Open(options);
        _mapping = new OnnxMapping(_session, options);
    }

    internal override string ComponentName => TensorTypes.ScoreOnnx;

    /// <summary>Checks the columns of <paramref name="input"/>; reads no row.</summary>
    /// <exception cref="ArgumentException">An input column is missing, of a wrong type, or of a wrong size.</exception>
    public override OnnxScoringTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        OnnxScoringTransformer transformer = CreateTransformer();
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>A transformer, without data at hand.</summary>
    internal OnnxScoringTransformer CreateTransformer() => new(_session, _mapping, _options);

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        foreach ((string column, TensorInfo tensor) in _mapping.Inputs)
            ColumnLookup.Find(input, column, TensorTypes.RuleFor(tensor), TensorTypes.ScoreOnnx);
        return OutputColumns.Promise(_mapping, _options);
    }
}
