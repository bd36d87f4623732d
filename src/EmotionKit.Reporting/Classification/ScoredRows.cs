using EmotionKit.Evaluation;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Reporting;

/// <summary>What is known of the rows of an outcome, beside their classes: one entry per row of the outcome, in its order.</summary>
/// <param name="Groups">The columns to break down by, with the group of each row.</param>
/// <param name="Clusters">The rows that belong together, or null.</param>
/// <param name="Paths">The recordings, or null.</param>
/// <param name="Fairness">The columns whose groups are compared for fairness, with the group of each row.</param>
/// <param name="Images">Images as data URIs of rows that were wrongly classified; null for other rows, and where there are enough already.</param>
internal sealed record ScoredRows(IReadOnlyList<(string Column, string[] Values)> Groups, string[]? Clusters, string[]? Paths, string?[]? Images,
    IReadOnlyList<(string Column, string[] Values)> Fairness)
{
    /// <summary>Images are read before it is known which are shown: so many of each pair of classes at most.</summary>
    private const int ImagesPerPair = 20;

    public static ScoredRows None { get; } = new([], null, null, null, []);

    public static ScoredRows Read(IDataView scored, ClassificationOutcome outcome, ClassificationReportOptions options)
    {
        string[] names = [.. options.GroupColumnNames.Append(options.ClusterColumnName).Append(options.PathColumnName).Distinct(StringComparer.Ordinal)];
        DataViewSchema.Column[] columns = [.. names.Select(scored.Schema.GetColumnOrNull).OfType<DataViewSchema.Column>().Where(c => c.Type is TextDataViewType)];
        DataViewSchema.Column? image = options.Examples > 0 ? ImagePixels.Find(scored.Schema, options.ImageColumnName) : null;
        DataViewSchema.Column[] fairness = [.. options.FairnessColumnNames.Select(name => FairnessColumn(scored.Schema, name))];
        if (columns.Length == 0 && image is null && fairness.Length == 0)
            return None;
        string?[]? images = image is null ? null : new string?[outcome.RowNumbers.Length];
        var values = columns.ToDictionary(c => c.Name, _ => new string[outcome.RowNumbers.Length], StringComparer.Ordinal);
        string[][] groups = [.. fairness.Select(_ => new string[outcome.RowNumbers.Length])];
        using (DataViewRowCursor cursor = scored.GetRowCursor((image is { } wanted ? columns.Append(wanted) : columns).Concat(fairness).DistinctBy(c => c.Index)))
        {
            LabelReader[] readers = [.. fairness.Select(c => new LabelReader(cursor, c, "Classification"))];
            ImagePixels? pixels = image is { } column ? new ImagePixels(cursor, column) : null;
            var taken = new Dictionary<(int, int), int>();
            ValueGetter<ReadOnlyMemory<char>>[] getters = [.. columns.Select(c => cursor.GetGetter<ReadOnlyMemory<char>>(c))];
            int next = 0;
            for (long row = 0; next < outcome.RowNumbers.Length && cursor.MoveNext(); row++)
            {
                if (outcome.RowNumbers[next] != row)
                    continue;
                for (int c = 0; c < columns.Length; c++)
                {
                    ReadOnlyMemory<char> text = default;
                    getters[c](ref text);
                    values[columns[c].Name][next] = text.ToString();
                }
                for (int c = 0; c < readers.Length; c++)
                    groups[c][next] = readers[c].Read();
                (int Truth, int Predicted) pair = (outcome.Truth[next], outcome.Predicted[next]);
                if (pixels is not null && pair.Truth != pair.Predicted && taken.GetValueOrDefault(pair) < ImagesPerPair)
                {
                    taken[pair] = taken.GetValueOrDefault(pair) + 1;
                    images![next] = pixels.ReadDataUri();
                }
                next++;
            }
        }
        return new ScoredRows(
            [.. options.GroupColumnNames.Where(values.ContainsKey).Select(n => (n, values[n]))],
            values.GetValueOrDefault(options.ClusterColumnName),
            values.GetValueOrDefault(options.PathColumnName),
            images,
            [.. fairness.Select((c, i) => (c.Name, c.Type is NumberDataViewType ? NumberGroups.Of(groups[i]) : groups[i]))]);
    }

    /// <summary>Without columns that are the same everywhere, which say nothing of groups.</summary>
    public ScoredRows WithoutConstants() => this with
    {
        Groups = [.. Groups.Where(g => Varies(g.Values))],
        Clusters = Clusters is not null && Varies(Clusters) ? Clusters : null,
    };

    public static ScoredRows Join(IReadOnlyList<ScoredRows> parts)
    {
        string[] columns = [.. parts.SelectMany(p => p.Groups.Select(g => g.Column)).Distinct(StringComparer.Ordinal)];
        return new ScoredRows(
            [.. columns.Where(c => parts.All(p => p.Groups.Any(g => g.Column == c)))
                .Select(c => (c, parts.SelectMany(p => p.Groups.First(g => g.Column == c).Values).ToArray()))],
            parts.All(p => p.Clusters is not null) ? [.. parts.SelectMany(p => p.Clusters!)] : null,
            parts.All(p => p.Paths is not null) ? [.. parts.SelectMany(p => p.Paths!)] : null,
            parts.All(p => p.Images is not null) ? [.. parts.SelectMany(p => p.Images!)] : null,
            [.. parts[0].Fairness.Select((f, i) => (f.Column, parts.SelectMany(p => p.Fairness[i].Values).ToArray()))]);
    }

    /// <summary>The column, as it was before a model's encoding took its name.</summary>
    private static DataViewSchema.Column FairnessColumn(DataViewSchema schema, string name)
    {
        for (int i = 0; i < schema.Count; i++)
        {
            if (schema[i].Name == name && (schema[i].Type is KeyDataViewType || LabelType.Of(schema[i].Type) is not null))
                return schema[i];
        }
        throw ColumnLookup.Missing("Classification", name, "text, a number, Boolean or a key", schema.Where(c => !c.IsHidden).Select(c => c.Name));
    }

    private static bool Varies(string[] values) => values.Any(value => value != values[0]);
}
