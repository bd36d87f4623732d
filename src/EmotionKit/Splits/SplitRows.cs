using System.Runtime.InteropServices;
using EmotionKit.Evaluation;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Splits;

/// <summary>What a split needs to know of every row, read in one pass over the label, speaker and path columns.</summary>
internal sealed class SplitRows
{
    private SplitRows(int[] labels, int[] units, SplitNames names)
    {
        Labels = labels;
        Units = units;
        Names = names;
    }

    public int[] Labels { get; }

    public int[] Units { get; }

    public SplitNames Names { get; }

    /// <exception cref="ArgumentException">A column is missing or of a wrong type, there are no rows, or a row has no speaker.</exception>
    public static SplitRows Read(IDataView data, SplitOptions options, bool bySpeaker, string component)
    {
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        DataViewSchema.Column? label = options.LabelColumnName is null ? null : Column(data.Schema, options.LabelColumnName, component);
        DataViewSchema.Column? speaker = bySpeaker ? Column(data.Schema, options.SpeakerColumnName, component) : null;
        DataViewSchema.Column? path = data.Schema.GetColumnOrNull(options.PathColumnName);

        var classes = new Numbering();
        var speakers = new Numbering();
        var labelOfRow = new List<int>();
        var speakerOfRow = new List<int>();
        var pathOfRow = new List<string>();
        DataViewSchema.Column[] needed = new[] { label, speaker, path }.OfType<DataViewSchema.Column>().DistinctBy(c => c.Index).ToArray();
        using (DataViewRowCursor cursor = data.GetRowCursor(needed))
        {
            LabelReader? readLabel = label is { } l ? new LabelReader(cursor, l, component) : null;
            LabelReader? readSpeaker = speaker is { } s ? new LabelReader(cursor, s, component) : null;
            LabelReader? readPath = path is { } p ? new LabelReader(cursor, p, component) : null;
            while (cursor.MoveNext())
            {
                labelOfRow.Add(readLabel is null ? 0 : classes.Of(readLabel.Read()));
                if (readSpeaker is not null)
                    speakerOfRow.Add(speakers.Of(RequireSpeaker(readSpeaker.Read(), options.SpeakerColumnName, component, speakerOfRow.Count)));
                if (readPath is not null)
                    pathOfRow.Add(readPath.Read());
            }
        }
        if (labelOfRow.Count == 0)
            throw new ArgumentException($"{component}: expected rows to split, found none.", nameof(data));

        SameRecordings same = options.SameRecordings ?? (bySpeaker ? SameRecordings.Bytes : SameRecordings.Sound);
        int[] contents = path is null ? [] : RecordingIdentity.Of(pathOfRow, same);
        if (!bySpeaker && path is null)
            contents = Enumerable.Range(0, labelOfRow.Count).ToArray();
        int[] units = GroupedSplit.Units(CollectionsMarshal.AsSpan(speakerOfRow), contents);
        var names = new SplitNames { Classes = label is null ? null : classes.Names, Units = bySpeaker ? "speakers" : path is null ? "rows" : "different recordings" };
        return new SplitRows([.. labelOfRow], units, names);
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name, string component) =>
        schema.GetColumnOrNull(name)
        ?? throw ColumnLookup.Missing(component, name, $"{LabelType.Rule.Expected}, or Key<UInt32>", schema.Where(c => !c.IsHidden).Select(c => c.Name));

    private static string RequireSpeaker(string speaker, string column, string component, int row) => speaker.Length > 0
        ? speaker
        : throw new ArgumentException($"{component}: column '{column}': expected who speaks in every row, found an empty value in row {row}.");

    /// <summary>Numbers texts in the order of their first appearance.</summary>
    private sealed class Numbering
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public int Of(string text)
        {
            if (!_numbers.TryGetValue(text, out int number))
            {
                _numbers.Add(text, number = Names.Count);
                Names.Add(text.Length > 0 ? text : "(missing)");
            }
            return number;
        }
    }
}
