namespace Microsoft.ML.Data;

/// <summary>Base of the built-in transformers that map rows one by one.</summary>
public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    private protected abstract string Signature { get; }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return Bind(inputSchema).OutputSchema;
    }

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return Bind(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Contracts.CheckValue(ctx, nameof(ctx));
        SaveTo(ctx.Begin(Signature));
    }

    private protected static DataViewSchema.Column FindInput(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name);

    private protected abstract RowMap Bind(DataViewSchema inputSchema);

    private protected abstract void SaveTo(BinaryWriter writer);
}
