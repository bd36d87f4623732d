using System.Globalization;
using EmotionKit.Corpora;

namespace EmotionKit.Reporting;

/// <summary>Makes the report of a data set of recordings.</summary>
internal static class SpeechDataset
{
    /// <summary>Lines of a table that lists recordings.</summary>
    private const int Listed = 200;

    public static Report Build(SpeechCorpusReport corpus, DatasetReportOptions options, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        if (corpus.Recordings.Count == 0 && corpus.Problems.Count == 0)
            throw new ArgumentException("Dataset: expected recordings, found none.", nameof(corpus));
        var survey = SpeechSurvey.Run(corpus, progress, cancellation);
        ClipFacts[] readable = [.. survey.Clips.Where(c => c.Measures is not null)];
        double minutes = readable.Sum(c => c.Measures!.Seconds) / 60;
        var sections = new List<ReportSection> { Overview(survey, readable, minutes), SpeechGroups.Build(survey.Clips) };
        if (readable.Length > 0)
        {
            IReadOnlyList<MediaItem> examples = ClipExamples.Of(survey.Clips, options, cancellation);
            if (examples.Count > 0)
            {
                sections.Add(new ReportSection("Examples", [new ReportMedia("A typical recording of each class", examples)])
                {
                    Text = "Recordings whose length is nearest to the median of their class. Each waveform fills its panel, whose peak level is beside it; the mel spectrogram "
                        + "below reaches 80 dB down from its loudest point.",
                });
            }
            sections.Add(SpeechSound.Build(readable));
            if (SpeechSound.Features(readable) is { } features)
                sections.Add(features);
        }
        sections.AddRange(Problems(survey));
        int classes = survey.Clips.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count();
        return new Report("dataset", options.Title, sections)
        {
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{survey.Clips.Count:#,0} recordings of {classes} classes, {Length(minutes)} in all; unreadable: {survey.Clips.Count - readable.Length}, copies of others: {survey.Duplicates.Sum(d => d.Length - 1)}."),
            Info = options.Info,
        };
    }

    private static ReportSection Overview(SpeechSurvey survey, ClipFacts[] readable, double minutes)
    {
        int speakers = survey.Clips.Where(c => c.Recording.Speaker.Length > 0).Select(c => c.Recording.Speaker).Distinct(StringComparer.Ordinal).Count();
        var figures = new List<KeyFigure>
        {
            Count("Recordings", survey.Clips.Count, null),
            Count("Classes", survey.Clips.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count(), null),
            Count("Speakers", speakers, null),
            new("Minutes", minutes) { Format = minutes < 10 ? "0.0" : "#,0" },
            new("Median length", Quartiles.Of(readable.Select(c => c.Measures!.Seconds))?.Median) { Format = "0.00 s" },
            new("Median level", Quartiles.Of(readable.Select(c => c.Measures!.RmsDb))?.Median) { Format = "0.0", Note = "dBFS RMS" },
            Count("Clipped", readable.Count(c => c.Measures!.Clipped > 0), "recordings with runs at full scale"),
            Count("Copies", survey.Duplicates.Sum(d => d.Length - 1), "sound like an earlier one"),
            Count("Unreadable", survey.Clips.Count - readable.Length, "files"),
        };
        ReportPart[] parts = [new KeyFigures(figures)];
        string[][] remarks = [.. SpeechRemarks.Of(survey, readable)];
        if (remarks.Length > 0)
            parts = [.. parts, new ReportTable("What to look at first", [new("subject", "subject"), new("remark", "remark") { Wraps = true }], remarks)];
        return new ReportSection("Overview", parts);
    }

    private static IEnumerable<ReportSection> Problems(SpeechSurvey survey)
    {
        var parts = new List<ReportPart>();
        ClipFacts[] unreadable = [.. survey.Clips.Where(c => c.Problem is not null)];
        Add("Files that cannot be read", [new("file", "file"), new("reason", "reason") { Wraps = true }], [.. unreadable.Select(c => new object?[] { c.Recording.Path, c.Problem })]);
        Add("Files that do not fit the corpus", [new("file", "file"), new("reason", "reason") { Wraps = true }], [.. survey.Problems.Select(p => new object?[] { p.Path, p.Message })]);
        Add("Files with damage", [new("file", "file"), new("warning", "warning") { Wraps = true }],
            [.. survey.Clips.Where(c => c.Measures?.Warning is not null).Select(c => new object?[] { c.Recording.Path, c.Measures!.Warning })]);
        Add("Recordings that are the same", [new("group", "group"), new("file", "file"), new("label", "class"), new("speaker", "speaker")],
            [.. survey.Duplicates.SelectMany((group, n) => group.Select(i => new object?[] { n + 1, survey.Clips[i].Recording.Path, survey.Clips[i].Label, survey.Clips[i].Speaker }))]);
        Add("Clipped recordings, most first", [new("file", "file"), new("samples", "samples at full scale"), new("peak", "peak dBFS") { Format = "0.00" }],
            [.. survey.Clips.Where(c => c.Measures is { Clipped: > 0 }).OrderByDescending(c => c.Measures!.Clipped).Select(c => new object?[] { c.Recording.Path, c.Measures!.Clipped, c.Measures.PeakDb })]);
        if (parts.Count > 0)
        {
            yield return new ReportSection("Files", parts)
            {
                Text = "Two recordings are the same if their samples differ by 30 dB less than they are loud. Keep copies on one side of a split: SplitBySpeaker and its kin do.",
            };
        }

        void Add(string title, TableColumn[] columns, IReadOnlyList<IReadOnlyList<object?>> rows)
        {
            if (rows.Count > 0)
                parts.Add(new ReportTable(rows.Count > Listed ? $"{title} (the first {Listed} of {rows.Count})" : title, columns, [.. rows.Take(Listed)]));
        }
    }

    private static KeyFigure Count(string name, int count, string? note) => new(name, count) { Format = "#,0", Note = note };

    private static string Length(double minutes) => minutes >= 90
        ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0.0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{minutes:0.0} minutes");
}
