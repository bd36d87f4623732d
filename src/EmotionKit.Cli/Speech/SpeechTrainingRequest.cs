namespace EmotionKit.Cli.Speech;

/// <summary>What <c>train speech</c> was asked for.</summary>
/// <param name="Data">The folder of the recordings.</param>
/// <param name="Corpus">Name of the corpus, or null to guess.</param>
/// <param name="Trainer">One of <see cref="SpeechRecipe.Names"/>, or the file of a network.</param>
/// <param name="Epochs">Passes over the rows at most, or null for the trainer's default.</param>
/// <param name="BySpeaker">Whether a speaker is never on both sides of a split.</param>
/// <param name="Folds">Folds of the cross-validation; 1 for a single part held out.</param>
/// <param name="Seed">Decides the splits.</param>
/// <param name="Model">Where the model goes, or null for none.</param>
/// <param name="Json">Where the report goes, or null for none.</param>
/// <param name="Report">Where the report goes that people read, or null for none.</param>
/// <param name="Info">What users of the model should know.</param>
internal sealed record SpeechTrainingRequest(
    string Data, string? Corpus, string Trainer, int? Epochs, bool BySpeaker, int Folds, int Seed, string? Model, string? Json,
    string? Report, IReadOnlyDictionary<string, string> Info);
