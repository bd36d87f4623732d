using EmotionKit.Credit;
using EmotionKit.Tabular;
using Microsoft.ML;

namespace Samples.Tests;

/// <summary>The program that the README names first.</summary>
public sealed class QuickStartTests : IDisposable
{
    private const string Name = "QuickStart";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task Without_data_it_makes_a_report_and_a_model_of_each_task()
    {
        SampleRun run = (await SampleRun.Of(Name, _folder.Path, "--out", "made")).Succeeded();
        string output = run.Out;
        Assert.DoesNotContain("left out", output, StringComparison.Ordinal);
        HtmlReport.Check(_folder["made", "emotion.html"], "Emotions in speech");
        HtmlReport.Check(_folder["made", "digits.html"], "Handwritten digits");
        HtmlReport.Check(_folder["made", "digits-training.html"], "Training of the digit network");
        HtmlReport.Check(_folder["made", "credit.html"], "Credit scores");

        // Eight emotions: chance is 0.125.
        Assert.InRange(run.Figure("UAR"), 0.5, 1);
        Assert.InRange(run.Figure("MNIST\\s+accuracy"), 0.9, 1);
        Assert.InRange(run.Figure("AUC"), 0.65, 0.95);

        string emotion = SavedModel.Answer(_folder["made", "emotion.ekm"], _folder["made", "new-speaker.wav"], "Emotion");
        Assert.Contains($"new recording new-speaker.wav (angry): {emotion},", output, StringComparison.Ordinal);
        string digit = SavedModel.Answer(_folder["made", "digits.ekm"], _folder["made", "digit.pgm"], "Digit");
        Assert.Contains($"picture digit.pgm (7): {digit},", output, StringComparison.Ordinal);
        var ml = new MLContext();
        ITransformer credit = ml.Model.LoadBundle(_folder["made", "credit.ekm"], out _);
        IDataView customers = ml.Data.LoadCsv(_folder["made", "customers.csv"], new LoadCsvOptions { LabelColumn = "defaulted" });
        double riskiest = run.Figure("defaults with probability");
        Assert.Contains(ScoredRows.Read(credit.Transform(customers)).Probabilities.ToArray(), probability => Math.Abs(probability - riskiest) <= 0.005);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Recordings_and_customers_of_ones_own_take_the_place_of_those_made_up()
    {
        SyntheticCorpus.Write(_folder["clips"]);
        await File.WriteAllLinesAsync(_folder["loans.csv"],
            ["salary,sector,bad", .. Enumerable.Range(0, 300).Select(i => $"{1000 + i * 37 % 400},{(i % 3 == 0 ? "public" : "private")},{(i * 37 % 400 < 90 || i % 17 == 0 ? 1 : 0)}")]);
        string output = (await SampleRun.Of(Name, _folder.Path, "--data", "clips", "--corpus", "ravdess", "--credit", "loans.csv", "--label", "bad")).Succeeded().Out;
        Assert.Contains("recordings of unseen speakers", output, StringComparison.Ordinal);
        Assert.Contains("salary is ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["artifacts", "quickstart", "emotion.ekm"]));
        Assert.False(File.Exists(_folder["artifacts", "quickstart", "customers.csv"]));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Folders_which_do_not_say_who_speaks_are_divided_by_class()
    {
        foreach (string clip in Directory.GetFiles(SyntheticCorpus.Write(_folder["clips"])))
        {
            string emotion = Path.GetFileName(clip).Split('-')[2];
            Directory.CreateDirectory(_folder["folders", emotion]);
            File.Copy(clip, _folder["folders", emotion, Path.GetFileName(clip)]);
        }
        string output = (await SampleRun.Of(Name, _folder.Path, "--data", "folders", "--corpus", "folders")).Succeeded().Out;
        Assert.Contains("recordings of unseen takes", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_cannot_be_read_is_named_and_leaves_no_model()
    {
        foreach (string clip in Directory.GetFiles(SyntheticCorpus.Write(_folder["clips"], sentences: 1)))
            await File.WriteAllTextAsync(clip, $"no sound: {Path.GetFileName(clip)}");
        SampleRun run = await SampleRun.Of(Name, _folder.Path, "--data", "clips", "--corpus", "ravdess");
        run.Failed(1, "03-01-");
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.ekm", SearchOption.AllDirectories));
    }
}
