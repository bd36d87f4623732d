namespace Microsoft.ML;

/// <summary>Something that can be written into ML.NET's model file.</summary>
public interface ICanSaveModel
{
    /// <summary>Writes the model; only ML.NET's own components can.</summary>
    /// <param name="ctx">The place to write to.</param>
    void Save(ModelSaveContext ctx);
}
