using System.CommandLine;
using EmotionKit.Cli.Credit;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Credit;
using EmotionKit.Tabular;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit train credit</c>: evaluates a scoring recipe on a table and saves the model.</summary>
internal static class CreditCommand
{
    private static readonly KeyValuePair<string, RowResampler?>[] Resamplers =
    [
        new("none", null),
        new("smote", new Smote()),
        new("borderline-smote", new BorderlineSmote()),
        new("adasyn", new Adasyn()),
        new("over", new RandomOverSampler()),
        new("under", new RandomUnderSampler()),
    ];

    public static Command Create(Terminal terminal)
    {
        Option<string> data = new("--data") { Description = "The table: a text file of one customer per line, with any separator.", HelpName = "FILE", Required = true };
        Option<string> label = new("--label") { Description = "The column that says whether a customer turned out bad.", HelpName = "COL", Required = true };
        Option<string?> positive = Positive();
        Option<bool> skip = SkipUnlabelled();
        var ignore = new Option<string[]>("--ignore")
        {
            Description = "Columns that the model may not see, divided by commas.",
            HelpName = "COL,...",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<CreditTrainer> trainer = CheckedOptions.OneOf<CreditTrainer>("--trainer",
            [.. Enum.GetValues<CreditTrainer>().Select(value => KeyValuePair.Create(value.ToString().ToLowerInvariant(), value))]);
        trainer.Description = "What to train. Default stacking.";
        Option<string> resample = CheckedOptions.OneOf("--resample", [.. Resamplers.Select(r => r.Key)]);
        resample.Description = "How training rows are resampled, inside each fold. Default none.";
        resample.DefaultValueFactory = _ => "none";
        Option<int?> folds = CheckedOptions.WholeNumber("--folds", minimum: 1);
        folds.Description = "Folds of the cross-validation; 1 holds out a fifth. Default 5.";
        folds.HelpName = "K";
        Option<int?> seed = CheckedOptions.WholeNumber("--seed");
        seed.Description = "Decides the splits; the same seed gives the same result. Default 1.";
        seed.HelpName = "N";
        var output = new Option<string?>("--out") { Description = "Where to save the model, which is fitted on all rows.", HelpName = "FILE" };
        Option<string?> json = SharedOptions.Json();
        Option<string?> page = SharedOptions.Report();
        Option<string?> costs = CreditReportOptions.Costs(), groups = CreditReportOptions.Groups();
        Option<int?> threads = SharedOptions.Threads();
        var command = new Command("credit", "Train a credit score on a table of customers, after a cross-validation.")
        {
            data, label, positive, skip, ignore, trainer, resample, folds, seed, output, json, page, costs, groups, threads,
        };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            string resampling = parsed.GetRequiredValue(resample);
            var request = new CreditTrainingRequest(
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(label),
                parsed.GetValue(positive),
                parsed.GetValue(skip),
                [.. (parsed.GetValue(ignore) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
                parsed.GetValue(trainer),
                resampling,
                Resamplers.Single(r => r.Key == resampling).Value,
                parsed.GetValue(folds) ?? 5,
                parsed.GetValue(seed) ?? 1,
                parsed.GetValue(output),
                parsed.GetValue(json),
                new CreditReportOptions(parsed.GetValue(page), parsed.GetValue(costs), parsed.GetValue(groups)));
            if (request.Model == JsonOutput.StandardOutput)
                throw new UsageException("--out: a model is not written to standard output; name a file.");
            if (request.Ignore.Contains(request.Label))
                throw new UsageException($"--ignore: '{request.Label}' is the label, which a model learns to predict and never sees.");
            foreach (string? path in (string?[])[request.Model, request.Json, request.Page.File])
            {
                if (path is not null)
                    OutputFolder.Prepare(path);
            }
            new CreditTraining(request, terminal, stop).Run();
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    public static Option<bool> SkipUnlabelled() => new("--skip-unlabelled")
    {
        Description = "Leave out rows whose label is missing, and count them; without it such a row is an error.",
    };

    public static Option<string?> Positive() => new("--positive")
    {
        Description = "The label's value of a bad customer; where there are two values, the larger number, or true, yes, bad or default, unless given.",
        HelpName = "V",
    };
}
