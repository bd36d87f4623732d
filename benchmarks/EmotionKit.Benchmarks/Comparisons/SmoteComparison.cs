using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>SMOTE of a table of 120 000 rows, in memory, against imbalanced-learn.</summary>
internal static class SmoteComparison
{
    private const int Threads = 2;

    public static Comparison Create() => new("smote, give-me-some-credit, 2 threads, imbalanced-learn", 4, Ours,
        () => PythonPeer.Named("smote", $"file={File()}", $"threads={Threads}")());

    private static double Ours()
    {
        SampleSet samples = Load();
        var smote = new Smote();
        return Stopwatches.Best(() => smote.Resample(samples, Threads, CancellationToken.None));
    }

    private static SampleSet Load()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadCsv(File(), new LoadCsvOptions { LabelColumn = "SeriousDlqin2yrs", IgnoreColumns = ["Column1"] });
        string[] names = [.. data.Schema.Where(column => column.Type == NumberDataViewType.Single).Select(column => column.Name)];
        IDataView imputed = ml.Transforms.Concatenate("Features", names).Append(ml.Transforms.ImputeMissing("Features")).Fit(data).Transform(data);
        float[] features = [.. imputed.GetColumn<float[]>("Features").SelectMany(row => row)];
        int[] labels = [.. imputed.GetColumn<bool>("Label").Select(label => label ? 1 : 0)];
        return new SampleSet
        {
            Features = features,
            Columns = names.Length,
            Labels = labels,
            ClassNames = ["False", "True"],
            Origin = [.. Enumerable.Range(0, labels.Length)],
        };
    }

    private static string File() => BenchmarkData.Require("credit", "give-me-some-credit.csv");
}
