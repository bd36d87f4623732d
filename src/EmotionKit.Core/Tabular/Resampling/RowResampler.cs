using System.Text.Json.Serialization;

namespace EmotionKit.Tabular;

/// <summary>
/// Changes how often classes occur among the rows that a trainer is fitted on; used as <c>trainer.WithResampling(...)</c>. Not meant to be derived
/// from outside EmotionKit.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(Smote), "smote")]
[JsonDerivedType(typeof(SmoteNc), "smoteNc")]
[JsonDerivedType(typeof(BorderlineSmote), "borderlineSmote")]
[JsonDerivedType(typeof(Adasyn), "adasyn")]
[JsonDerivedType(typeof(RandomOverSampler), "randomOverSampler")]
[JsonDerivedType(typeof(RandomUnderSampler), "randomUnderSampler")]
[JsonDerivedType(typeof(TomekLinks), "tomekLinks")]
[JsonDerivedType(typeof(EditedNearestNeighbours), "editedNearestNeighbours")]
[JsonDerivedType(typeof(RemoveDuplicates), "removeDuplicates")]
[JsonDerivedType(typeof(ResamplingSequence), "sequence")]
public abstract record RowResampler
{
    private protected RowResampler()
    {
    }

    /// <summary>For messages.</summary>
    [JsonIgnore]
    internal string Name => GetType().Name;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public abstract void Validate();

    /// <summary>The rows to learn from instead of <paramref name="samples"/>. Same seed, same bits, for any number of threads.</summary>
    /// <exception cref="ArgumentException">There are too few rows, a feature is not finite, or the strategy does not fit the classes.</exception>
    internal abstract SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation);
}
