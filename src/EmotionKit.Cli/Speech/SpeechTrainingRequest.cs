using EmotionKit.Cli.Input;

namespace EmotionKit.Cli.Speech;

/// <summary>What <c>train speech</c> was asked for.</summary>
/// <param name="Data">The folder of the recordings.</param>
/// <param name="Corpus">Name of the corpus, or null to guess.</param>
/// <param name="Trainer">One of <see cref="SpeechRecipe.Names"/>, or the file of a network.</param>
/// <param name="Changes">Of the recipe.</param>
/// <param name="BySpeaker">Whether a speaker is never on both sides of a split.</param>
/// <param name="Folds">Folds of the cross-validation; 1 for a single part held out, 0 for none.</param>
/// <param name="Seed">Decides the splits.</param>
/// <param name="Model">Where the model goes, or null for none.</param>
/// <param name="Json">Where the report goes, or null for none.</param>
/// <param name="Report">Where the report goes that people read, or null for none.</param>
/// <param name="Info">What users of the model should know.</param>
internal sealed record SpeechTrainingRequest(
    string Data, string? Corpus, string Trainer, TrainingChanges Changes, bool BySpeaker, int Folds, int Seed, string? Model, string? Json,
    string? Report, IReadOnlyDictionary<string, string> Info)
{
    /// <summary>Whether features are standardised speaker by speaker.</summary>
    public bool NormalizeSpeakers { get; init; }

    /// <summary>Where the state of the training of <see cref="Model"/> is kept, or null.</summary>
    public string? Checkpoint { get; init; }

    /// <exception cref="UsageException">What was asked for does not go together.</exception>
    public void Validate()
    {
        if (Folds == 0 && (Model is null || Json is not null || Report is not null))
            throw new UsageException("--folds: 0 evaluates nothing, so it needs --out, and there is nothing for --json or --report.");
        if (NormalizeSpeakers && Model is not null)
            throw new UsageException("--speaker-norm: evaluates only, since a model that is saved scores recordings one by one; leave --out away.");
        if (Checkpoint is not null && Model is null)
            throw new UsageException("--checkpoint: keeps the training of the model that is saved, so it needs --out.");
    }
}
