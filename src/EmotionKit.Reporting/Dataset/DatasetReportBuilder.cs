using EmotionKit.Corpora;
using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Reporting;

/// <summary>Sees what kind of data rows are, and has the report of that kind made.</summary>
internal static class DatasetReportBuilder
{
    private const string Component = "Dataset";

    private static readonly TypeRule ImageRule = new(
        "Vector<Single, height, width, channels> of 1 or 3 channels", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Vector && item == typeof(float) && !isKey);

    public static Report Build(IDataView data, DatasetReportOptions options, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        DatasetKind kind = options.Kind ?? Guess(data.Schema, options);
        switch (kind)
        {
            case DatasetKind.Images:
                DataViewSchema.Column image = ColumnLookup.Find(data.Schema, options.ImageColumnName, ImageRule, Component);
                if (ImagePixels.Find(data.Schema, options.ImageColumnName) is null)
                    throw ColumnLookup.WrongType(Component, image.Name, ImageRule.Expected, TypeText.Of(image.Type));
                return ImageDataset.Build(data, image, options, progress, cancellation);
            case DatasetKind.Speech:
                return SpeechDataset.Build(new SpeechCorpusReport("", "", Recordings(data, options, cancellation), []), options, progress, cancellation);
            default:
                return TableDataset.Build(TableReader.Read(data, [], Component), options, progress, cancellation);
        }
    }

    private static DatasetKind Guess(DataViewSchema schema, DatasetReportOptions options) =>
        ImagePixels.Find(schema, options.ImageColumnName) is not null ? DatasetKind.Images
        : schema.GetColumnOrNull(options.PathColumnName) is { Type: TextDataViewType } ? DatasetKind.Speech
        : DatasetKind.Table;

    private static List<SpeechRecording> Recordings(IDataView data, DatasetReportOptions options, CancellationToken cancellation)
    {
        DataViewSchema.Column path = ColumnLookup.Find(data.Schema, options.PathColumnName, TypeRule.Text, Component);
        DataViewSchema.Column?[] others =
            [.. new[] { options.LabelColumnName, options.SpeakerColumnName, options.GenderColumnName, options.CorpusColumnName }.Select(data.Schema.GetColumnOrNull)];
        using DataViewRowCursor cursor = data.GetRowCursor([path, .. others.OfType<DataViewSchema.Column>()]);
        var paths = new LabelReader(cursor, path, Component);
        LabelReader?[] readers = [.. others.Select(c => c is { } column ? new LabelReader(cursor, column, Component) : null)];
        var recordings = new List<SpeechRecording>();
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            recordings.Add(new SpeechRecording
            {
                Path = paths.Read(),
                Label = readers[0]?.Read() ?? "",
                Speaker = readers[1]?.Read() ?? "",
                Gender = readers[2]?.Read() ?? "",
                Corpus = readers[3]?.Read() ?? "",
            });
        }
        return recordings;
    }
}
