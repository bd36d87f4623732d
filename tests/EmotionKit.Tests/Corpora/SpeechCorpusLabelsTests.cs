using EmotionKit.Corpora;
using EmotionKit.TestSupport;
using Microsoft.ML;

namespace EmotionKit.Tests.Corpora;

/// <summary>The corpora at hand, against the table of what each file is.</summary>
public class SpeechCorpusLabelsTests
{
    [Theory]
    [InlineData("ravdess")]
    [InlineData("tess")]
    [InlineData("emodb")]
    public void Names_are_read_as_the_table_says(string corpus)
    {
        string[] expected = File.ReadLines(TestData.Require("speech", "labels.csv"))
            .Where(line => line.StartsWith(corpus + ",", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        string folder = TestData.Require("speech", corpus);

        SpeechCorpusReport report = SpeechCorpus.ByName(corpus).Scan(folder);

        Assert.Empty(report.Problems);
        string[] actual = report.Recordings
            .Select(r => $"{r.Corpus},{corpus}/{Path.GetFileName(r.Path)},{r.Speaker},{r.Label},{r.Gender},{r.Sentence}")
            .Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, actual);
        Assert.All(report.Recordings, r => Assert.True(File.Exists(r.Path)));
    }

    [Fact]
    public void The_table_itself_is_a_corpus()
    {
        string table = TestData.Require("speech", "labels.csv");
        string folder = TestData.Require("speech");
        SpeechCorpusReport fromTable = SpeechCorpus.FromCsv(table).Scan(folder);
        SpeechCorpusReport fromNames = SpeechCorpus.EmoDb.Scan(Path.Combine(folder, "emodb"));
        Assert.Empty(fromTable.Problems);
        Assert.Equal(
            fromNames.Recordings.OrderBy(r => r.Path, StringComparer.Ordinal),
            fromTable.Recordings.Where(r => r.Corpus == "emodb").OrderBy(r => r.Path, StringComparer.Ordinal));
    }

    [Fact]
    public void A_corpus_is_a_view_of_text_columns()
    {
        IDataView data = new MLContext().Data.LoadSpeechCorpus(TestData.Require("speech", "ravdess"), SpeechCorpus.Ravdess, out SpeechCorpusReport report);
        Assert.Equal(["Path", "Label", "Speaker", "Gender", "Sentence", "Intensity", "Corpus"], data.Schema.Select(c => c.Name));
        Assert.All(data.Schema, c => Assert.IsType<Microsoft.ML.Data.TextDataViewType>(c.Type));
        Assert.Equal(1200, report.Recordings.Count);
        SpeechRecording[] rows = new MLContext().Data.CreateEnumerable<Row>(data, reuseRowObject: false).Select(r => r.ToRecording()).ToArray();
        Assert.Equal(report.Recordings, rows);
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";
        public string Label { get; set; } = "";
        public string Speaker { get; set; } = "";
        public string Gender { get; set; } = "";
        public string Sentence { get; set; } = "";
        public string Intensity { get; set; } = "";
        public string Corpus { get; set; } = "";

        public SpeechRecording ToRecording() => new()
        {
            Path = Path,
            Label = Label,
            Speaker = Speaker,
            Gender = Gender,
            Sentence = Sentence,
            Intensity = Intensity,
            Corpus = Corpus,
        };
    }
}
