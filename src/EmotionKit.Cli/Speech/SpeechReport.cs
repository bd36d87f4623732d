using EmotionKit.Corpora;
using EmotionKit.Reporting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Speech;

/// <summary>The report of <c>evaluate</c> on recordings.</summary>
internal static class SpeechReport
{
    public static Report Of(IReadOnlyList<ScoredRecording> rows, string[] classes, string model, SpeechCorpusReport corpus)
    {
        var ml = new MLContext(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes.Length);
        IDataView scored = ml.Data.LoadFromEnumerable(
            rows.Select(row => new Row
            {
                Path = row.Recording.Path,
                Label = row.Recording.Label,
                Speaker = row.Recording.Speaker,
                Gender = row.Recording.Gender,
                Corpus = row.Recording.Corpus,
                PredictedLabel = classes[row.Predicted],
                Score = row.Scores,
            }),
            schema);
        IDataView keys = ml.Data.LoadFromEnumerable(classes.Select(name => new Class { PredictedLabel = name }));
        var options = new ClassificationReportOptions
        {
            Title = $"{Path.GetFileName(model)} on {corpus.Corpus}",
            Info = new Dictionary<string, string> { ["Model"] = model, ["Data"] = $"{corpus.Corpus}, {corpus.Folder}" },
        };
        return ml.Reports().Classification(ml.Transforms.Conversion.MapValueToKey(nameof(Row.PredictedLabel), nameof(Row.PredictedLabel), keyData: keys).Fit(scored).Transform(scored), options);
    }

    private sealed class Class
    {
        public string PredictedLabel { get; set; } = "";
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";

        public string Speaker { get; set; } = "";

        public string Gender { get; set; } = "";

        public string Corpus { get; set; } = "";

        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
