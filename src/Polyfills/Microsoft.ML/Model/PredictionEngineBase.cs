using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Applies a model to single objects; not for use by several threads at once.</summary>
/// <typeparam name="TSrc">The type of the objects that go in.</typeparam>
/// <typeparam name="TDst">The type of the objects that come out.</typeparam>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;
    private readonly IDisposable _transformer;
    private bool _disposed;

    private protected PredictionEngineBase(
        ITransformer transformer,
        bool ignoreMissingColumns,
        SchemaDefinition inputSchemaDefinition,
        SchemaDefinition outputSchemaDefinition,
        bool ownsTransformer)
    {
        Contracts.CheckValue(transformer, nameof(transformer));
        Contracts.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "Must be a row to row mapper");
        _input = new ObjectRow<TSrc>(ObjectMember.Of(typeof(TSrc), inputSchemaDefinition, SchemaDefinition.Direction.Read));
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(_input.Schema);
        OutputSchema = mapper.OutputSchema;
        var filler = new ObjectFiller<TDst>(OutputSchema, ignoreMissingColumns, outputSchemaDefinition);
        _output = mapper.GetRow(_input, OutputSchema);
        _fill = filler.Bind(_output);
        _transformer = ownsTransformer ? transformer as IDisposable : null;
    }

    /// <summary>The columns that the model makes.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Applies the model to an object.</summary>
    /// <param name="example">The object.</param>
    /// <returns>A new object.</returns>
    public TDst Predict(TSrc example)
    {
        var result = new TDst();
        Predict(example, ref result);
        return result;
    }

    /// <summary>Applies the model to an object.</summary>
    /// <param name="example">The object.</param>
    /// <param name="prediction">Receives the result; if null, a new object.</param>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Releases what the engine holds, and the model if it is disposable.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _input.Dispose();
        _transformer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads an object into the model's input.</summary>
    /// <param name="example">The object.</param>
    private protected void ExtractValues(TSrc example) => _input.Set(example);

    /// <summary>Writes the model's output into an object.</summary>
    /// <param name="prediction">The object.</param>
    private protected void FillValues(TDst prediction) => _fill(prediction);
}
