namespace EmotionKit.Reporting;

/// <summary>How many recordings there are of whom.</summary>
internal static class SpeechGroups
{
    /// <summary>Speakers of whom a heatmap is still legible.</summary>
    private const int DrawnSpeakers = 40;

    public static ReportSection Build(IReadOnlyList<ClipFacts> clips)
    {
        var parts = new List<ReportPart> { ClassChart(clips), ClassTable(clips) };
        Add(GroupCharts.Counts("Recordings per gender", "Bars: how many recordings there are of each gender.", "gender", "recordings", clips.Select(c => c.Gender)));
        Add(GroupCharts.Counts("Recordings per corpus", "Bars: how many recordings there are of each corpus.", "corpus", "recordings", clips.Select(c => c.Corpus)));
        string[] speakers = [.. clips.Select(c => c.Speaker).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (speakers.Length is > 1 and <= DrawnSpeakers)
            parts.Add(SpeakerChart(clips, speakers));
        if (speakers.Length > 1)
            parts.Add(SpeakerTable(clips));
        return new ReportSection("Who and what", parts);

        void Add(ReportChart? chart)
        {
            if (chart is not null)
                parts.Add(chart);
        }
    }

    /// <summary>Classes, divided by what varies: gender, else corpus.</summary>
    private static ReportChart ClassChart(IReadOnlyList<ClipFacts> clips)
    {
        TableColumn label = new("label", "class"), count = new("rows", "recordings");
        bool genders = clips.Select(c => c.Gender).Distinct(StringComparer.Ordinal).Skip(1).Any(), corpora = clips.Select(c => c.Corpus).Distinct(StringComparer.Ordinal).Skip(1).Any();
        int classes = clips.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count();
        if (!genders && !corpora)
        {
            var rows = clips.CountBy(c => c.Label, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new object?[] { c.Key, c.Value }).ToArray();
            return new ReportChart("Recordings per class", "Bars: how many recordings there are of each class.", new ReportTable("Recordings per class", [label, count], rows), ChartSpec.Bars(label, count, rows.Length));
        }
        TableColumn part = genders ? new("part", "gender") : new("part", "corpus");
        var divided = clips.CountBy(c => (c.Label, Part: genders ? c.Gender : c.Corpus)).OrderBy(c => c.Key.Label, StringComparer.Ordinal).ThenBy(c => c.Key.Part, StringComparer.Ordinal)
            .Select(c => new object?[] { c.Key.Label, c.Key.Part, c.Value }).ToArray();
        return new ReportChart(
            $"Recordings per class and {part.Name}", $"Bars: how many recordings there are of each class, divided by {part.Name}.",
            new ReportTable($"Recordings per class and {part.Name}", [label, part, count], divided), ChartSpec.StackedBars(label, count, part, classes));
    }

    private static ReportTable ClassTable(IReadOnlyList<ClipFacts> clips) => new(
        "Classes",
        [
            new("label", "class"), new("rows", "recordings"), new("share", "share") { Format = "P1" }, new("speakers", "speakers"), new("minutes", "minutes") { Format = "0.0" },
            new("shortest", "shortest s") { Format = "0.00" }, new("median", "median s") { Format = "0.00" }, new("longest", "longest s") { Format = "0.00" },
            new("rms", "median dBFS") { Format = "0.0" }, new("silence", "median silence") { Format = "P0" },
        ],
        [.. clips.GroupBy(c => c.Label, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            ClipMeasures[] measures = [.. g.Select(c => c.Measures).OfType<ClipMeasures>()];
            return new object?[]
            {
                g.Key, g.Count(), (double)g.Count() / clips.Count, Speakers(g), measures.Sum(m => m.Seconds) / 60,
                measures.Length == 0 ? null : measures.Min(m => m.Seconds), Quartiles.Of(measures.Select(m => m.Seconds))?.Median, measures.Length == 0 ? null : measures.Max(m => m.Seconds),
                Quartiles.Of(measures.Select(m => m.RmsDb))?.Median, Quartiles.Of(measures.Select(m => m.Silence))?.Median,
            };
        })]);

    private static ReportChart SpeakerChart(IReadOnlyList<ClipFacts> clips, string[] speakers)
    {
        TableColumn speaker = new("speaker", "speaker"), label = new("label", "class"), count = new("rows", "recordings");
        string[] labels = [.. clips.Select(c => c.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<(string, string), int> counts = clips.CountBy(c => (c.Speaker, c.Label)).ToDictionary();
        var rows = new List<IReadOnlyList<object?>>();
        foreach (string who in speakers)
        {
            foreach (string what in labels)
                rows.Add([who, what, counts.GetValueOrDefault((who, what))]);
        }
        const string Title = "Recordings per speaker and class";
        return new ReportChart(
            Title, "Cells: how many recordings of each class each speaker has; an empty one is a class that the speaker does not show.",
            new ReportTable(Title, [speaker, label, count], rows), ChartSpec.Heatmap(label, speaker, count, speakers.Length, "d", 0, Math.Max(1, counts.Values.Max()), titles: false, columns: labels.Length));
    }

    private static ReportTable SpeakerTable(IReadOnlyList<ClipFacts> clips) => new(
        "Speakers",
        [
            new("speaker", "speaker"), new("gender", "gender"), new("corpus", "corpus"), new("rows", "recordings"), new("classes", "classes"),
            new("minutes", "minutes") { Format = "0.0" }, new("median", "median s") { Format = "0.00" }, new("rms", "median dBFS") { Format = "0.0" },
        ],
        [.. clips.GroupBy(c => c.Speaker, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new object?[]
        {
            g.Key, Joined(g.Select(c => c.Gender)), Joined(g.Select(c => c.Corpus)), g.Count(), g.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count(),
            g.Sum(c => c.Measures?.Seconds ?? 0) / 60, Quartiles.Of(g.Select(c => c.Measures?.Seconds ?? double.NaN))?.Median, Quartiles.Of(g.Select(c => c.Measures?.RmsDb ?? double.NaN))?.Median,
        })]);

    private static int Speakers(IEnumerable<ClipFacts> clips) =>
        clips.Where(c => c.Recording.Speaker.Length > 0).Select(c => c.Speaker).Distinct(StringComparer.Ordinal).Count();

    private static string Joined(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
