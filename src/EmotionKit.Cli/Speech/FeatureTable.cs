using EmotionKit.Corpora;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Speech;

/// <summary>The features of a corpus, computed once and kept in memory for all folds.</summary>
internal sealed class FeatureTable
{
    private const string Features = "Features";

    private FeatureTable(IDataView view, int rows, IReadOnlyList<string> problems)
    {
        View = view;
        Rows = rows;
        Problems = problems;
    }

    /// <summary>Path, Label and Speaker as in the corpus, and Features.</summary>
    public IDataView View { get; }

    public int Rows { get; }

    /// <summary>A line for each recording that was left out.</summary>
    public IReadOnlyList<string> Problems { get; }

    public static FeatureTable Compute(
        MLContext ml, SpeechRecipe recipe, IReadOnlyList<SpeechRecording> recordings, Action progress, CancellationToken stop)
    {
        IDataView paths = ml.Data.LoadFromEnumerable(recordings);
        ITransformer extractor = recipe.Features(ml).Fit(paths);
        var features = new float[recordings.Count][];
        string?[] errors = RecordingPass.Run(ml, extractor, recordings, [Features], Open, progress, stop);

        var rows = new List<Row>(recordings.Count);
        for (int i = 0; i < features.Length; i++)
        {
            if (errors[i] is null)
                rows.Add(new Row { Path = recordings[i].Path, Label = recordings[i].Label, Speaker = recordings[i].Speaker, Features = features[i] });
        }
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[Features].ColumnType = extractor.GetOutputSchema(paths.Schema)[Features].Type;
        return new FeatureTable(recipe.Restore(ml, ml.Data.LoadFromEnumerable(rows, schema)), rows.Count, [.. errors.OfType<string>()]);

        Action<int> Open(DataViewRowCursor cursor)
        {
            ValueGetter<VBuffer<float>> featuresOf = cursor.GetGetter<VBuffer<float>>(cursor.Schema[Features]);
            VBuffer<float> values = default;
            return i =>
            {
                featuresOf(ref values);
                features[i] = [.. values.DenseValues()];
            };
        }
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";

        public string Speaker { get; set; } = "";

        public float[] Features { get; set; } = [];
    }
}
