using EmotionKit.Corpora;
using Microsoft.ML;

namespace EmotionKit.Tests.Corpora;

public class SpeechCorpusTests
{
    [Theory]
    [InlineData("ravdess", "Actor_12/03-01-06-02-02-01-12.wav", "fear", "ravdess_12", "female", "02", "strong")]
    [InlineData("ravdess", "a/b/c/03-01-08-01-01-02-23.MP3", "surprise", "ravdess_23", "male", "01", "normal")]
    [InlineData("tess", "OAF_neutral/OA_bite_neutral.wav", "neutral", "tess_OAF", "female", "bite", "")]
    [InlineData("tess", "YAF_pleasant_surprised/YAF_back_ps.wav", "surprise", "tess_YAF", "female", "back", "")]
    [InlineData("cremad", "AudioWAV/1001_IEO_ANG_HI.wav", "angry", "cremad_1001", "male", "IEO", "high")]
    [InlineData("cremad", "AudioWAV/1091_DFA_NEU_XX.wav", "neutral", "cremad_1091", "female", "DFA", "unspecified")]
    [InlineData("cremad", "1040_ITH_SAD_X.wav", "sad", "cremad_1040", "male", "ITH", "unspecified")]
    [InlineData("cremad", "1002_IEO_FEA_LO.flac", "fear", "cremad_1002", "female", "IEO", "low")]
    [InlineData("emodb", "wav/16b10Wb.wav", "angry", "emodb_16", "female", "b10", "")]
    [InlineData("emodb", "15a02Lb.aiff", "boredom", "emodb_15", "male", "a02", "")]
    [InlineData("savee", "AudioData/KL/sa07.wav", "sad", "savee_KL", "male", "07", "")]
    [InlineData("savee", "ALL/JE_su15.wav", "surprise", "savee_JE", "male", "15", "")]
    [InlineData("savee", "DC/n30.ogg", "neutral", "savee_DC", "male", "30", "")]
    public void A_name_says_what_the_recording_is(
        string corpus, string file, string label, string speaker, string gender, string sentence, string intensity)
    {
        using var folder = new ScratchFolder(file);
        SpeechCorpusReport report = SpeechCorpus.ByName(corpus).Scan(folder.Path);
        Assert.Empty(report.Problems);
        SpeechRecording expected = new()
        {
            Path = Path.Combine(folder.Path, file),
            Label = label,
            Speaker = speaker,
            Gender = gender,
            Sentence = sentence,
            Intensity = intensity,
            Corpus = corpus,
        };
        Assert.Equal(expected, Assert.Single(report.Recordings));
    }

    [Theory]
    [InlineData("ravdess", "03-01-09-01-01-01-01.wav", "emotion from 01 to 08, got 09")]
    [InlineData("ravdess", "03-02-05-01-01-01-01.wav", "song")]
    [InlineData("ravdess", "03-01-05-01-01-01.wav", "such as 03-01-05-02-01-01-12")]
    [InlineData("ravdess", "03-01-05-01-01-01-25.wav", "actor from 01 to 24")]
    [InlineData("ravdess", "03-01-05-01-01-01-1x.wav", "got '03-01-05-01-01-01-1x'")]
    [InlineData("tess", "OAF_back_bored.wav", "'bored'")]
    [InlineData("tess", "MAF_back_sad.wav", "'MAF'")]
    [InlineData("cremad", "1092_DFA_ANG_XX.wav", "1001 to 1091")]
    [InlineData("cremad", "1001_DFA_BOR_XX.wav", "'BOR'")]
    [InlineData("cremad", "1001_DFA_ANG_ZZ.wav", "'ZZ'")]
    [InlineData("emodb", "17a01Fa.wav", "got 17")]
    [InlineData("emodb", "03a01Xa.wav", "'X'")]
    [InlineData("savee", "a01.wav", "no speaker")]
    [InlineData("savee", "DC/q01.wav", "'q'")]
    public void A_file_that_does_not_fit_is_reported_and_left_out(string corpus, string file, string words)
    {
        using var folder = new ScratchFolder(file);
        SpeechCorpusReport report = SpeechCorpus.ByName(corpus).Scan(folder.Path);
        Assert.Empty(report.Recordings);
        SpeechCorpusProblem problem = Assert.Single(report.Problems);
        Assert.True(problem.LeftOut);
        Assert.Equal(Path.Combine(folder.Path, file), problem.Path);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Actors_of_crema_d_are_48_men_and_43_women()
    {
        using var folder = new ScratchFolder(Enumerable.Range(1001, 91).Select(a => $"{a}_DFA_ANG_XX.wav").ToArray());
        SpeechCorpusReport report = SpeechCorpus.CremaD.Scan(folder.Path);
        Assert.Equal(48, report.Recordings.Count(r => r.Gender == "male"));
        Assert.Equal(43, report.Recordings.Count(r => r.Gender == "female"));
    }

    [Fact]
    public void Order_is_that_of_the_paths_below_the_folder_and_other_files_are_passed_over()
    {
        using var folder = new ScratchFolder(
            "b/03-01-01-01-01-01-02.wav", "a/03-01-01-01-01-01-04.wav", "B/03-01-01-01-01-01-01.wav", "03-01-02-01-01-01-01.wav",
            "README.md", "labels.csv", "a/.03-01-01-01-01-01-03.wav", "03-01-02-01-01-01-01.txt");
        SpeechCorpusReport report = SpeechCorpus.Ravdess.Scan(folder.Path);
        Assert.Empty(report.Problems);
        Assert.Equal(
            ["03-01-02-01-01-01-01.wav", "B/03-01-01-01-01-01-01.wav", "a/03-01-01-01-01-01-04.wav", "b/03-01-01-01-01-01-02.wav"],
            report.Recordings.Select(r => Path.GetRelativePath(folder.Path, r.Path).Replace('\\', '/')));
    }

    [Fact]
    public void The_same_name_twice_is_reported_but_kept()
    {
        using var folder = new ScratchFolder("x/03-01-01-01-01-01-02.wav", "y/03-01-01-01-01-01-02.wav");
        SpeechCorpusReport report = SpeechCorpus.Ravdess.Scan(folder.Path);
        Assert.Equal(2, report.Recordings.Count);
        SpeechCorpusProblem problem = Assert.Single(report.Problems);
        Assert.False(problem.LeftOut);
        Assert.Contains("x/03-01-01-01-01-01-02.wav", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_savee_the_same_code_of_two_speakers_is_no_repetition()
    {
        using var folder = new ScratchFolder("DC/a01.wav", "JE/a01.wav");
        Assert.Empty(SpeechCorpus.Savee.Scan(folder.Path).Problems);
    }

    [Fact]
    public void Of_savee_the_scanned_folder_may_be_a_speakers()
    {
        using var folder = new ScratchFolder("JK/a01.wav");
        SpeechCorpusReport report = SpeechCorpus.Savee.Scan(Path.Combine(folder.Path, "JK"));
        Assert.Equal("savee_JK", Assert.Single(report.Recordings).Speaker);
    }

    [Fact]
    public void A_folder_per_label()
    {
        using var folder = new ScratchFolder("calm/anna/1.wav", "calm/bert/1.wav", "very angry/anna/2.flac", "loose.wav");
        SpeechCorpusReport report = SpeechCorpus.FromFolders(path => path.Split('/')[1], "mine").Scan(folder.Path);
        Assert.Equal(["calm", "calm", "very angry"], report.Recordings.Select(r => r.Label));
        Assert.Equal(["anna", "bert", "anna"], report.Recordings.Select(r => r.Speaker));
        Assert.All(report.Recordings, r => Assert.Equal("mine", r.Corpus));
        Assert.EndsWith("loose.wav", Assert.Single(report.Problems).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_quotes_semicolons_and_names_of_its_own()
    {
        using var folder = new ScratchFolder("a/1.wav", "a/2.wav");
        string table = folder.Write("table.csv", System.Text.Encoding.UTF8.GetBytes(
            "\uFEFFRecording;Feeling;Who;Text\r\n\"a/1.wav\";happy;\"Müller; Anna\";\"she said \"\"no\"\"\"\r\na\\2.wav;sad;Bert\r\na/3.wav;sad;Bert;x\r\na/1.wav;;Bert;x\r\n"));
        var options = new SpeechCsvOptions { PathColumn = "recording", LabelColumn = "feeling", SpeakerColumn = "who", Name = "mine" };
        SpeechCorpusReport report = SpeechCorpus.FromCsv(table, options).Scan(folder.Path);
        Assert.Equal(
            [
                new SpeechRecording { Path = Path.Join(folder.Path, "a/1.wav"), Label = "happy", Speaker = "Müller; Anna", Sentence = "she said \"no\"", Corpus = "mine" },
                new SpeechRecording { Path = Path.Join(folder.Path, "a/2.wav"), Label = "sad", Speaker = "Bert", Corpus = "mine" },
            ],
            report.Recordings);
        Assert.Equal(2, report.Problems.Count);
        Assert.Contains("line 4", report.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("label", report.Problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_the_columns_needed_is_refused()
    {
        using var folder = new ScratchFolder();
        string table = folder.Write("table.csv", "file,feeling\na.wav,happy\n"u8.ToArray());
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SpeechCorpus.FromCsv(table).Scan(folder.Path));
        Assert.Contains("Label or Emotion", error.Message, StringComparison.Ordinal);
        Assert.Contains("file, feeling", error.Message, StringComparison.Ordinal);
        string empty = folder.Write("empty.csv", []);
        Assert.Throws<InvalidDataException>(() => SpeechCorpus.FromCsv(empty).Scan(folder.Path));
        Assert.Throws<FileNotFoundException>(() => SpeechCorpus.FromCsv(Path.Combine(folder.Path, "none.csv")).Scan(folder.Path));
    }

    [Fact]
    public void A_folder_without_recordings_of_the_corpus_is_refused_when_loaded()
    {
        using var folder = new ScratchFolder("OAF_back_sad.wav");
        DataOperationsCatalog data = new MLContext().Data;
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => data.LoadSpeechCorpus(folder.Path, SpeechCorpus.Ravdess));
        Assert.Contains("OAF_back_sad", error.Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => data.LoadSpeechCorpus(Path.Combine(folder.Path, "none"), SpeechCorpus.Ravdess));
    }

    [Fact]
    public void An_unknown_corpus_is_refused_with_the_known_ones()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SpeechCorpus.ByName("iemocap"));
        Assert.Contains("ravdess, tess, cremad, emodb, savee", error.Message, StringComparison.Ordinal);
    }
}
