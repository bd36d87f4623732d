using EmotionKit.Neural;

namespace EmotionKit.Cli.Input;

/// <summary>What the command line changes of a recipe's training; null leaves a default.</summary>
/// <param name="Epochs">Passes over the rows at most.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="LearningRate">Above 0.</param>
/// <param name="Validation">The share of the training rows that is kept for validation.</param>
/// <param name="Patience">Epochs without improvement after which training ends.</param>
/// <param name="Options">Any option of the recipe, as a JSON object.</param>
internal sealed record TrainingChanges(int? Epochs, int? BatchSize, double? LearningRate, double? Validation, int? Patience, string? Options)
{
    /// <summary>The first option that only networks have, or null where none is given.</summary>
    public string? OfNetworks =>
        Epochs is not null ? "--epochs"
        : BatchSize is not null ? "--batch-size"
        : LearningRate is not null ? "--learning-rate"
        : Validation is not null ? "--validation"
        : Patience is not null ? "--patience"
        : null;

    /// <summary>The training as the single options say, on top of <see cref="Options"/>, which <see cref="ApplyTo{T}"/> has set.</summary>
    public NetworkTrainingOptions ApplyTo(NetworkTrainingOptions training, int seed) => training with
    {
        Epochs = Epochs ?? training.Epochs,
        BatchSize = BatchSize ?? training.BatchSize,
        LearningRate = LearningRate ?? training.LearningRate,
        ValidationFraction = Validation ?? training.ValidationFraction,
        Patience = Patience ?? training.Patience,
        Seed = seed,
    };

    /// <summary>The options with those changes that <see cref="Options"/> names.</summary>
    /// <exception cref="UsageException">It names what there is not, or a value of a wrong type.</exception>
    public T ApplyTo<T>(T options)
    {
        if (Options is null)
            return options;
        try
        {
            return OptionsJson.Change(options, Options);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--options: {Output.ErrorText.OneLine(e)}", e);
        }
    }
}
