using EmotionKit.Credit;

namespace EmotionKit.Cli.Credit;

/// <summary>What <c>train credit</c> and <c>evaluate</c> write as JSON: means over the folds, and each fold.</summary>
internal sealed record CreditReport
{
    public required double Auc { get; init; }

    public required double PrAuc { get; init; }

    public required double Brier { get; init; }

    public required double Ks { get; init; }

    public required double Gini { get; init; }

    public required double LogLoss { get; init; }

    public required double Ece { get; init; }

    public required double Seconds { get; init; }

    public required int Rows { get; init; }

    public required int Bad { get; init; }

    /// <summary>Rows that were left out because they have no label.</summary>
    public int Unlabelled { get; init; }

    /// <summary>False where the job was stopped: some folds are missing, or the model is.</summary>
    public bool Complete { get; init; } = true;

    public required string Data { get; init; }

    public required string Label { get; init; }

    public string? Trainer { get; init; }

    public string? Resample { get; init; }

    public int? Seed { get; init; }

    public IReadOnlyList<CreditFold>? Folds { get; init; }

    public IReadOnlyList<CreditColumn>? Columns { get; init; }

    public string? Model { get; init; }
}
