namespace Microsoft.ML.Data;

/// <summary>What a transformer of a chain is needed for.</summary>
[Flags]
public enum TransformerScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Training.</summary>
    Training = 1 << 0,

    /// <summary>Testing.</summary>
    Testing = 1 << 1,

    /// <summary>Scoring.</summary>
    Scoring = 1 << 2,

    /// <summary>Training and testing.</summary>
    TrainTest = Training | Testing,

    /// <summary>Everything.</summary>
    Everything = Training | Testing | Scoring,
}
