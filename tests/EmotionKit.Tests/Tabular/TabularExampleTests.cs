using System.Text.RegularExpressions;
using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Tabular;

public sealed class TabularExampleTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tabular.md", "Tables")]
    [InlineData("tabular.md", "OutOfFold")]
    [InlineData("resampling.md", "Resampling")]
    public void Examples_of_the_documentation_are_those_compiled_here(string page, string name)
    {
        string shown = Match(Read("docs", page), $"<!-- example: {name} -->\n(?:<!-- given: [^\n]* -->\n)?```csharp\n(.*?)```");
        string compiled = Match(Read("tests", "EmotionKit.Tests", "Tabular", "TabularExamples.cs"), $"// {name} begins\n(.*?) *// {name} ends");
        Assert.Equal(Regex.Replace(compiled, "(?m)^ {8}", ""), shown);
    }

    [Fact]
    public void Examples_of_the_documentation_run()
    {
        string file = _folder.File("loans.csv");
        var random = new Random(4);
        File.WriteAllLines(file, ["id,age,income,home,grade,late", .. Enumerable.Range(0, 300).Select(i =>
        {
            bool late = random.Next(4) == 0;
            return $"{i},{20 + random.Next(40)},{(random.Next(9) == 0 ? "" : $"{(late ? 1000 : 3000) + random.Next(2000)}")},{(random.Next(2) == 0 ? "RENT" : "OWN")},{"ABC"[random.Next(late ? 3 : 2)]},{(late ? "yes" : "no")}";
        })]);
        IDataView scored = TabularExamples.Tables(file, _folder.File("loans.ekm"));
        Assert.True(Ranks.Auc(
            [.. scored.GetColumn<float>("Probability").Select(p => (double)p)], [.. scored.GetColumn<bool>("Label")]) > 0.8);

        IDataView loans = _ml.Data.LoadCsv(file, new() { LabelColumn = "late" });
        ITransformer loaded = _ml.Model.LoadBundle(_folder.File("loans.ekm"), out _);
        Assert.Equal(300, loaded.Transform(loans).GetColumn<float>("Probability").Count());
        ITransformer outOfFold = TabularExamples.OutOfFold(_ml).Fit(loans);
        _ml.Model.SaveBundle(outOfFold, loans.Schema, _folder.File("outOfFold.ekm"));
        Assert.Equal(
            outOfFold.Transform(loans).GetColumn<float>("Score"), _ml.Model.LoadBundle(_folder.File("outOfFold.ekm"), out _).Transform(loans).GetColumn<float>("Score"));

        IDataView features = _ml.Transforms.Concatenate("Features", "age", "income").Append(_ml.Transforms.ImputeMissing("Features")).Fit(loans).Transform(loans);
        foreach (IEstimator<ITransformer> trainer in TabularExamples.Resampling(_ml))
            Assert.Equal(300, trainer.Fit(features).Transform(features).GetColumn<bool>("PredictedLabel").Count());
    }

    private static string Match(string text, string pattern)
    {
        string found = Regex.Match(text, pattern, RegexOptions.Singleline).Groups[1].Value;
        Assert.NotEmpty(found);
        return found;
    }

    private static string Read(params string[] parts)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return File.ReadAllText(Path.Combine([folder.FullName, .. parts]));
    }
}
