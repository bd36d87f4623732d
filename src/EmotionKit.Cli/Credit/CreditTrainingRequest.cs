using EmotionKit.Credit;
using EmotionKit.Tabular;

namespace EmotionKit.Cli.Credit;

/// <summary>What <c>train credit</c> is asked to do.</summary>
/// <param name="Data">The table.</param>
/// <param name="Label">The column with the truth.</param>
/// <param name="Positive">Its value of bad customers, or null to find it.</param>
/// <param name="SkipUnlabelled">Whether rows without a label are left out.</param>
/// <param name="Ignore">Columns that the model may not see.</param>
/// <param name="Trainer">What to train.</param>
/// <param name="Resample">The name of the resampling.</param>
/// <param name="Resampler">The resampling, or null for none.</param>
/// <param name="Folds">Folds of the cross-validation; 1 for a single part held out.</param>
/// <param name="Seed">Decides the splits.</param>
/// <param name="Model">Where the model goes, or null for none.</param>
/// <param name="Json">Where the result goes as JSON, or null for none.</param>
/// <param name="Page">The report to look at.</param>
internal sealed record CreditTrainingRequest(
    string Data, string Label, string? Positive, bool SkipUnlabelled, IReadOnlyList<string> Ignore, CreditTrainer Trainer, string Resample, RowResampler? Resampler,
    int Folds, int Seed, string? Model, string? Json, CreditReportOptions Page);
