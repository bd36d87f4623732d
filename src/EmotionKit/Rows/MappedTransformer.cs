using System.Runtime.CompilerServices;
using EmotionKit.Bundles;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>What every EmotionKit transformer that maps rows to rows has in common. Not meant to be derived from outside
/// EmotionKit.</summary>
/// <remarks>Immutable and thread-safe. It is saved with <c>ml.Model.SaveBundle</c>.</remarks>
public abstract class MappedTransformer : ITransformer, IBundledComponent
{
    private readonly ConditionalWeakTable<DataViewSchema, Binding> _bindings = [];

    private protected MappedTransformer()
    {
    }

    /// <summary>True: every row is computed from itself alone, so that a <c>PredictionEngine</c> can use the transformer.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The name of the extension method that makes the component; bundles know it by this name.</summary>
    internal abstract string ComponentName { get; }

    /// <summary>The schema after the transform. The same object for the same <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentException">An input column is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => StageOf(inputSchema).OutputSchema;

    /// <summary>Adds the transformer's columns to <paramref name="input"/>. Nothing is computed before the rows are read.</summary>
    /// <exception cref="ArgumentException">An input column is missing or of a wrong type.</exception>
    public abstract IDataView Transform(IDataView input);

    /// <summary>The mapper that computes one row at a time.</summary>
    /// <exception cref="ArgumentException">An input column is missing or of a wrong type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new StageMapper(StageOf(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new InvalidOperationException(
        $"{ComponentName} cannot be written into ML.NET's own model file, which has no public way for components from other libraries. "
        + "Save the model with ml.Model.SaveBundle(model, inputSchema, path) and load it with ml.Model.LoadBundle.");

    /// <summary>Writes columns, options and what was learned; <see cref="ComponentTable"/> has the reverse.</summary>
    internal abstract void Save(ComponentWriter writer);

    string IBundledComponent.ComponentName => ComponentName;

    void IBundledComponent.Save(ComponentWriter writer) => Save(writer);

    /// <summary>Binds to an input schema, checking its columns.</summary>
    private protected abstract MappedStage Bind(DataViewSchema schema);

    private protected MappedStage StageOf(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Binding binding = _bindings.GetValue(schema, s => new Binding(Bind(s)));
        lock (binding)
        {
            if (binding.Stage.TryGetTarget(out MappedStage? stage))
                return stage;
            stage = Bind(schema);
            stage.ContinueAs(binding.Output);
            binding.Stage.SetTarget(stage);
            return stage;
        }
    }

    /// <summary>What a schema is bound to. A stage leads back to its transformer: held here strongly, every transformer that ever met a schema would live as
    /// long as the schema does.</summary>
    private sealed class Binding(MappedStage stage)
    {
        public DataViewSchema Output { get; } = stage.OutputSchema;

        public WeakReference<MappedStage> Stage { get; } = new(stage);
    }
}
