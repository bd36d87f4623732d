using EmotionKit.Corpora;
using EmotionKit.Speech;
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

    /// <summary>Path, Label, Speaker and Gender as in the corpus, and Features.</summary>
    public IDataView View { get; }

    public int Rows { get; }

    /// <summary>A line for each recording that was left out.</summary>
    public IReadOnlyList<string> Problems { get; }

    public static FeatureTable Compute(
        MLContext ml, SpeechRecipe recipe, IReadOnlyList<SpeechRecording> recordings, bool normalizeSpeakers, Action progress, CancellationToken stop)
    {
        IDataView paths = ml.Data.LoadFromEnumerable(recordings);
        ITransformer extractor = recipe.Features(ml).Fit(paths);
        string[] columns = [.. recipe.Columns];
        float[][][] features = [.. columns.Select(_ => new float[recordings.Count][])];
        var errors = new string?[recordings.Count];
        RecordingPass.Run(ml, extractor, recordings, columns, Open, errors, progress, stop);

        var rows = new List<Row>(recordings.Count);
        for (int i = 0; i < recordings.Count; i++)
        {
            if (errors[i] is null)
            {
                rows.Add(new Row
                {
                    Path = recordings[i].Path,
                    Label = recordings[i].Label,
                    Speaker = recordings[i].Speaker,
                    Gender = recordings[i].Gender,
                    Features = Of(Features, i),
                    Pooled = Of(HybridPipelines.Pooled, i),
                });
            }
        }
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        DataViewSchema made = extractor.GetOutputSchema(paths.Schema);
        if (normalizeSpeakers)
        {
            foreach (IGrouping<string, Row> speaker in rows.GroupBy(row => row.Speaker, StringComparer.Ordinal))
            {
                foreach (string column in columns)
                    SpeakerScaling.Apply([.. speaker.Select(row => column == Features ? row.Features : row.Pooled)], FrameWidth((VectorDataViewType)made[column].Type));
            }
        }
        foreach (string column in columns)
            schema[column].ColumnType = made[column].Type;
        return new FeatureTable(recipe.Restore(ml, ml.Data.LoadFromEnumerable(rows, schema)), rows.Count, [.. errors.OfType<string>()]);

        // A vector of one dimension is one frame.
        static int FrameWidth(VectorDataViewType type) => type.Dimensions.Length > 1 ? type.Dimensions[^1] : type.Size;

        float[] Of(string column, int row) => Array.IndexOf(columns, column) is >= 0 and var place ? features[place][row] : [];

        Action<int> Open(DataViewRowCursor cursor)
        {
            ValueGetter<VBuffer<float>>[] getters = [.. columns.Select(column => cursor.GetGetter<VBuffer<float>>(cursor.Schema[column]))];
            VBuffer<float> values = default;
            return i =>
            {
                for (int c = 0; c < getters.Length; c++)
                {
                    getters[c](ref values);
                    features[c][i] = [.. values.DenseValues()];
                }
            };
        }
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";

        public string Speaker { get; set; } = "";

        public string Gender { get; set; } = "";

        public float[] Features { get; set; } = [];

        /// <summary>Empty where the recipe makes no such column.</summary>
        public float[] Pooled { get; set; } = [];
    }
}
