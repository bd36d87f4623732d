using EmotionKit.Audio;
using EmotionKit.Corpora;
using Microsoft.ML;

namespace EmotionKit.Reporting.Tests;

public sealed class DatasetReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionkit-").FullName;
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Recordings_are_counted_and_what_cannot_be_read_is_listed()
    {
        Report report = _ml.Reports().Dataset(DataSamples.Clips(_ml, _folder));
        Assert.Equal("dataset", report.Kind);
        Dictionary<string, double?> figures = Figures(report);
        Assert.Equal(28, figures["Recordings"]);
        Assert.Equal(4, figures["Classes"]);
        Assert.Equal(6, figures["Speakers"]);
        Assert.Equal(1, figures["Copies"]);
        Assert.Equal(1, figures["Clipped"]);
        Assert.Equal(2, figures["Unreadable"]);
        Assert.Equal(["broken.wav", "missing.wav"], Table(report, "Files that cannot be read").Rows.Select(r => Path.GetFileName((string)r[0]!)));
        Assert.Equal(["clip-00.wav", "copy.wav"], Table(report, "Recordings that are the same").Rows.Select(r => Path.GetFileName((string)r[1]!)));
        Assert.Equal(28, Table(report, "Recordings per class and gender").Rows.Sum(r => (int)r[2]!));
        Assert.Equal(28, Table(report, "Recordings per speaker and class").Rows.Sum(r => (int)r[2]!));
        Assert.Equal([1, 25], Table(report, "Sample rates").Rows.Select(r => (int)r[1]!).Order());
    }

    [Fact]
    public void Length_level_peak_and_silence_of_a_sine_are_those_of_its_formula()
    {
        // A second of a sine at half of full scale, then a second of nothing.
        float[] samples = new float[32_000];
        for (int t = 0; t < 16_000; t++)
            samples[t] = 0.5f * MathF.Sin(2 * MathF.PI * 1000 * t / 16_000);
        string path = Path.Combine(_folder, "sine.wav");
        WavWriter.Write(path, samples, 16_000, WavSampleFormat.Float32);
        ClipMeasures measures = new ClipMeter().Measure(path);
        Assert.Equal(2, measures.Seconds, 12);
        Assert.Equal(10 * Math.Log10(0.5 * 0.5 / 2 / 2), measures.RmsDb, 4);
        Assert.Equal(20 * Math.Log10(0.5), measures.PeakDb, 4);
        Assert.Equal(0, measures.Clipped);
        Assert.InRange(measures.Silence, 0.48, 0.5);
        Assert.Equal(ClipMeter.Coefficients, measures.Mfcc!.Length);
    }

    [Fact]
    public void Clipping_is_a_run_of_three_samples_at_full_scale_in_one_channel()
    {
        // Interleaved stereo: left has runs of two and of four at full scale, right touches it once.
        float[] left = [0, 1, 1, 0.5f, -1, -1, -1, -1, 0], right = [0, 0, 1, 0, 0, 0, 0, 0, 0];
        string path = Path.Combine(_folder, "stereo.wav");
        File.WriteAllBytes(path, Stereo(left, right, 16_000));
        Assert.Equal(4, new ClipMeter().Measure(path).Clipped);
    }

    [Fact]
    public void The_report_is_the_same_on_any_number_of_threads()
    {
        IDataView clips = DataSamples.Clips(_ml, _folder);
        string one, four;
        using (Execution.WithThreads(1))
            one = _ml.Reports().Dataset(clips).ToJson();
        using (Execution.WithThreads(4))
            four = _ml.Reports().Dataset(clips).ToJson();
        Assert.Equal(one, four);
    }

    [Fact]
    public void Examples_can_be_seen_and_heard()
    {
        Report report = _ml.Reports().Dataset(DataSamples.Clips(_ml, _folder), new DatasetReportOptions { ClipSeconds = 0.5 });
        ReportMedia media = Assert.Single(report.Sections.SelectMany(s => s.Parts).OfType<ReportMedia>());
        Assert.Equal(["angry", "calm", "happy", "sad"], media.Items.Select(i => i.Caption.Split(':')[0]));
        Assert.All(media.Items, item =>
        {
            AudioClip clip = AudioLoader.Load(new MemoryStream(Convert.FromBase64String(item.Audio!["data:audio/wav;base64,".Length..])));
            Assert.Equal((16_000, 8000), (clip.SampleRate, clip.Samples.Length));
            string picture = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Assert.Single(item.Images)["data:image/svg+xml;base64,".Length..]));
            Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(picture).Root!.Name.LocalName);
            Assert.Contains("data:image/png;base64,", picture, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("audio", _ml.Reports().Dataset(DataSamples.Clips(_ml, Directory.CreateDirectory(Path.Combine(_folder, "b")).FullName), new DatasetReportOptions { ClipsPerClass = 0 }).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_corpus_tells_its_files_that_do_not_fit()
    {
        DataSamples.Clips(_ml, Directory.CreateDirectory(Path.Combine(_folder, "angry")).FullName);
        WavWriter.Write(Path.Combine(_folder, "stray.wav"), new float[1600], 16_000);
        Report report = _ml.Reports().Dataset(_folder, SpeechCorpus.FromFolders());
        Assert.Equal("stray.wav", Path.GetFileName((string)Assert.Single(Table(report, "Files that do not fit the corpus").Rows)[0]!));
        Assert.Equal(27, Figures(report)["Recordings"]);
    }

    [Fact]
    public void Progress_reaches_the_end_and_cancellation_stops()
    {
        IDataView clips = DataSamples.Clips(_ml, _folder);
        var seen = new List<DatasetProgress>();
        var progress = new Listener(seen.Add);
        _ml.Reports().Dataset(clips, progress: progress);
        Assert.Equal(Enumerable.Range(1, 28), seen.Select(p => p.Done));
        Assert.All(seen, p => Assert.Equal(28, p.Total));
        using var stop = new CancellationTokenSource();
        var stopping = new Listener(p => { if (p.Done == 3) stop.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.Reports().Dataset(clips, progress: stopping, cancellation: stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.Reports().Dataset(DataSamples.Images(_ml, 30), cancellation: stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.Reports().Dataset(DataSamples.Loans(_ml, 30), cancellation: stop.Token));
    }

    [Fact]
    public void A_table_shows_its_profile_and_every_row_falls_into_a_bar()
    {
        Report report = _ml.Reports().Dataset(DataSamples.Loans(_ml, 400));
        Dictionary<string, double?> figures = Figures(report);
        Assert.Equal(401, figures["Rows"]);
        Assert.Equal(1, figures["Copies"]);
        ReportTable map = Table(report, "Map of missing values");
        // Rows 0, 10, 20 ... have no income: each stretch of rows weighs as much as it has rows.
        Assert.Equal(40, map.Rows.Where(r => (string)r[2]! == "Income").Sum(r => (double)r[3]! * ((int)r[1]! - (int)r[0]!)), 9);
        ReportTable together = Table(report, "Columns that are missing together");
        Assert.Equal(401, together.Rows.Sum(r => (int)r[1]!));
        Assert.Contains(together.Rows, r => (string)r[0]! == "Income, Employment");
        ReportTable debt = Table(report, "Debt");
        Assert.Equal(401, debt.Rows.Sum(r => (int)r[3]!));
        Assert.All(debt.Rows.GroupBy(r => (string)r[2]!), c => Assert.Equal(1, c.Sum(r => (double)r[4]!), 9));
        Assert.Equal(["true", "false"], Table(report, "Classes of Label").Rows.Select(r => (string)r[0]!).OrderByDescending(v => v));
    }

    [Fact]
    public void Correlated_columns_are_framed_and_a_column_that_gives_the_label_away_stands_out()
    {
        Report report = _ml.Reports().Dataset(DataSamples.Loans(_ml, 400));
        ReportTable pairs = Table(report, "Pairs from 0.90 on");
        Assert.Contains(pairs.Rows, r => (string)r[1]! == "Debt" && (string)r[2]! == "DebtInCents" && (double)r[3]! > 0.99);
        ReportChart heatmap = report.Sections.SelectMany(s => s.Parts).OfType<ReportChart>().First(c => c.Title == "Pearson correlation");
        Assert.Contains("abs(datum['value']) >= 0.9", heatmap.Spec["layer"]!.AsArray()[^1]!["transform"]![0]!["filter"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(Table(report, "What to look at first").Rows, r => (string)r[0]! == "Grade");
    }

    [Fact]
    public void A_table_without_a_label_and_of_one_row_is_reported_too()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(new[] { new { Age = 30f, City = "Riga" } }.Select(r => new Person { Age = r.Age, City = r.City }));
        Report report = _ml.Reports().Dataset(rows);
        Assert.Equal(1, Figures(report)["Rows"]);
        Assert.Throws<ArgumentException>(() => _ml.Reports().Dataset(rows, new DatasetReportOptions { LabelColumnName = "Town" }));
        Assert.Throws<ArgumentException>(() => _ml.Reports().Dataset(_ml.Data.LoadFromEnumerable(Array.Empty<Person>())));
        Assert.Throws<ArgumentException>(() => _ml.Reports().Dataset(rows, new DatasetReportOptions { Kind = DatasetKind.Images }));
        Assert.Throws<ArgumentException>(() => _ml.Reports().Dataset(rows, new DatasetReportOptions { Kind = DatasetKind.Speech }));
    }

    [Fact]
    public void Images_are_counted_and_their_mean_is_that_of_every_pixel()
    {
        Report report = _ml.Reports().Dataset(DataSamples.Images(_ml, 31), new DatasetReportOptions { ImagesPerClass = 4 });
        Dictionary<string, double?> figures = Figures(report);
        Assert.Equal((31, 3, 12, 10), (figures["Images"], figures["Classes"], figures["Height"], figures["Width"]));
        // 15 different images: three sizes at five places.
        Assert.Equal(16, figures["Copies"]);
        ReportTable classes = Table(report, "Images per class");
        Assert.Equal([11, 10, 10], classes.Rows.Select(r => (int)r[1]!));
        // Squares of 4, 9 and 16 of 120 pixels.
        double[] means = [4 / 120.0, 9 / 120.0, 16 / 120.0];
        Assert.All(classes.Rows.Zip(means), p => Assert.Equal(p.Second, (double)p.First[3]!, 6));
        ReportMedia[] media = [.. report.Sections.SelectMany(s => s.Parts).OfType<ReportMedia>()];
        Assert.All(media[0].Items, i => Assert.Equal(4, i.Images.Count));
        Assert.All(media[1].Items, i => Assert.Single(i.Images));
    }

    private static Dictionary<string, double?> Figures(Report report) =>
        report.Sections[0].Parts.OfType<KeyFigures>().Single().Figures.ToDictionary(f => f.Name, f => f.Value);

    private static ReportTable Table(Report report, string title)
    {
        ReportPart[] parts = [.. report.Sections.SelectMany(s => s.Parts)];
        return parts.OfType<ReportTable>().FirstOrDefault(t => t.Title == title) ?? parts.OfType<ReportChart>().First(c => c.Title == title).Data;
    }

    private static byte[] Stereo(float[] left, float[] right, int rate)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + left.Length * 4);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(rate);
        writer.Write(rate * 4);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(left.Length * 4);
        for (int i = 0; i < left.Length; i++)
        {
            writer.Write((short)Math.Clamp(left[i] * 32768, -32768, 32767));
            writer.Write((short)Math.Clamp(right[i] * 32768, -32768, 32767));
        }
        return stream.ToArray();
    }

    private sealed class Person
    {
        public float Age { get; set; }

        public string City { get; set; } = "";
    }

    private sealed class Listener(Action<DatasetProgress> report) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => report(value);
    }
}
