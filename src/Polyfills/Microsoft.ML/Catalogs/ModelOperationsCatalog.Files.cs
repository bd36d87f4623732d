namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    /// <summary>Writes a model; every part of it must be one of ML.NET's own.</summary>
    /// <param name="model">The model, or null for an empty chain.</param>
    /// <param name="inputSchema">The schema of its input, or null to write none.</param>
    /// <param name="stream">A stream to write to, which stays open.</param>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        Contracts.CheckValue(stream, nameof(stream));
        ModelFile.Save(model, inputSchema, stream);
    }

    /// <summary>Writes a model; every part of it must be one of ML.NET's own.</summary>
    /// <param name="model">The model, or null for an empty chain.</param>
    /// <param name="inputSchema">The schema of its input, or null to write none.</param>
    /// <param name="filePath">The file to write.</param>
    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        Contracts.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">A stream to read from, which stays open.</param>
    /// <param name="inputSchema">Receives the schema of the model's input, or null if there is none in the file.</param>
    /// <returns>The model.</returns>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        Contracts.CheckValue(stream, nameof(stream));
        return ModelFile.Load(stream, out inputSchema);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="filePath">The file to read.</param>
    /// <param name="inputSchema">Receives the schema of the model's input, or null if there is none in the file.</param>
    /// <returns>The model.</returns>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Contracts.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }
}
