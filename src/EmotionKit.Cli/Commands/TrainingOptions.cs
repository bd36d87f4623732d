using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionKit.Cli.Input;

namespace EmotionKit.Cli.Commands;

/// <summary>The options by which a training is changed, of speech and of digits alike.</summary>
internal sealed class TrainingOptions
{
    private readonly Option<int?> _epochs = Whole("--epochs", 1, "N", "Passes over the training rows at most, for networks. Default: the trainer's.");
    private readonly Option<int?> _batchSize = Whole("--batch-size", 1, "N", "Rows of a step, for networks. Default: the trainer's.");
    private readonly Option<double?> _learningRate = Number("--learning-rate", "X", "Of networks, at its highest. Default: the trainer's.", "above 0", value => value > 0);
    private readonly Option<double?> _validation = Number(
        "--validation", "SHARE", "The share of the training rows kept back to find the best epoch, whole speakers where there are any. Default: the trainer's.", "from 0 to below 1",
        value => value is >= 0 and < 1);
    private readonly Option<int?> _patience = Whole("--patience", 0, "N", "Epochs without improvement after which a network's training ends; 0 for never. Default: the trainer's.");
    private readonly Option<string?> _options = new("--options") { Description = "Any option of the recipe, as a JSON object or a file of one: what it does not name keeps its default.", HelpName = "FILE|JSON" };

    public TrainingOptions() => _options.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && !IsJson(result.Tokens[0].Value) && !File.Exists(result.Tokens[0].Value))
            result.AddError($"--options: expected a JSON object or the file of one; '{result.Tokens[0].Value}' does not exist.");
    });

    /// <summary>The file that training goes on from.</summary>
    public Option<string?> Checkpoint { get; } = new("--checkpoint")
    {
        Description = "Keep the state of the training of --out here after every epoch; given again, training goes on from it, to the same bits.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_epochs, _batchSize, _learningRate, _validation, _patience, _options, Checkpoint])
            command.Add(option);
    }

    public TrainingChanges Read(ParseResult parsed) => new(
        parsed.GetValue(_epochs), parsed.GetValue(_batchSize), parsed.GetValue(_learningRate), parsed.GetValue(_validation), parsed.GetValue(_patience),
        parsed.GetValue(_options) is { } text ? IsJson(text) ? text : File.ReadAllText(text) : null);

    private static bool IsJson(string text) => text.AsSpan().TrimStart().StartsWith("{");

    private static Option<int?> Whole(string name, int minimum, string help, string description)
    {
        Option<int?> option = CheckedOptions.WholeNumber(name, minimum);
        (option.HelpName, option.Description) = (help, description);
        return option;
    }

    private static Option<double?> Number(string name, string help, string description, string range, Func<double, bool> within)
    {
        Option<double?> option = CheckedOptions.Number(name, range, within);
        (option.HelpName, option.Description) = (help, description);
        return option;
    }
}
