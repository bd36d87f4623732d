using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How a prediction engine is made.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the result without a column are left alone; otherwise they are an error.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>The columns of the objects that go in, or null for those of their attributes.</summary>
    public SchemaDefinition InputSchemaDefinition;

    /// <summary>The columns of the objects that come out, or null for those of their attributes.</summary>
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether the model is disposed with the engine.</summary>
    public bool OwnsTransformer = true;
}
