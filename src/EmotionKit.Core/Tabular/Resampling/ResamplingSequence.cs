namespace EmotionKit.Tabular;

/// <summary>Several methods, one after the other.</summary>
public sealed record ResamplingSequence : RowResampler
{
    /// <summary>The methods, at least one.</summary>
    public IReadOnlyList<RowResampler> Steps { get; init; } = [];

    /// <summary>A sequence of methods.</summary>
    /// <param name="steps">At least one.</param>
    public static ResamplingSequence Of(params IReadOnlyList<RowResampler> steps) => new() { Steps = steps };

    /// <summary><see cref="Smote"/>, then the rows of all classes in Tomek links go (Batista, Bazzan and Monard 2003).</summary>
    /// <param name="smote">Null for the defaults.</param>
    public static ResamplingSequence SmoteTomek(Smote? smote = null) => Of(smote ?? new Smote(), new TomekLinks { Scope = CleaningScope.All });

    /// <summary><see cref="Smote"/>, then the rows of all classes whose neighbours are of others go (Batista, Prati and Monard 2004).</summary>
    /// <param name="smote">Null for the defaults.</param>
    public static ResamplingSequence SmoteEnn(Smote? smote = null) => Of(smote ?? new Smote(), new EditedNearestNeighbours { Scope = CleaningScope.All });

    /// <inheritdoc/>
    public override void Validate()
    {
        if (Steps.Count == 0)
            throw new ArgumentException($"{nameof(Steps)}: expected at least one method, got none.");
        foreach (RowResampler step in Steps)
            step.Validate();
    }

    internal override SampleSet Resample(SampleSet samples, int threads, CancellationToken cancellation)
    {
        foreach (RowResampler step in Steps)
            samples = step.Resample(samples, threads, cancellation);
        return samples;
    }
}
