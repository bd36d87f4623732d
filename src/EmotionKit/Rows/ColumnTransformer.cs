using EmotionKit.Bundles;
using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A row transformer that computes one column from one other. Not meant to be derived from outside EmotionKit.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/></remarks>
public abstract class ColumnTransformer : RowTransformer
{
    private const string OutputRole = "output";
    private const string InputRole = "input";

    private protected ColumnTransformer(string outputColumnName, string? inputColumnName)
    {
        OutputColumnName = Check.NotEmpty(outputColumnName);
        InputColumnName = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
    }

    private protected ColumnTransformer(ComponentReader reader)
        : this(reader.Column(OutputRole), reader.Column(InputRole))
    {
    }

    /// <summary>The column that the transformer adds.</summary>
    public string OutputColumnName { get; }

    /// <summary>The column that it reads.</summary>
    public string InputColumnName { get; }

    /// <summary>What the input column must be.</summary>
    internal abstract TypeRule InputRule { get; }

    /// <summary>The column added to a schema that holds <paramref name="input"/>, and what computes it.</summary>
    private protected abstract (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input);

    private protected sealed override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column input = ColumnLookup.Find(schema, InputColumnName, InputRule, ComponentName);
        (MappedColumn output, Func<RowKernel> create) = Map(input);
        return CreateStage(schema, input.Index, output, create);
    }

    private protected virtual RowStage CreateStage(DataViewSchema schema, int input, MappedColumn output, Func<RowKernel> create) =>
        new KernelStage(ComponentName, schema, [input], create, output);

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(OutputRole, OutputColumnName);
        writer.Column(InputRole, InputColumnName);
    }
}
