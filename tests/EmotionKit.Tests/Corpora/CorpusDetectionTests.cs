using EmotionKit.Corpora;

namespace EmotionKit.Tests.Corpora;

public class CorpusDetectionTests
{
    [Theory]
    [InlineData("ravdess", "Actor_12/03-01-06-02-02-01-12.wav", "Actor_02/03-01-01-01-02-01-02.wav")]
    [InlineData("tess", "OAF_fear/OAF_back_fear.wav", "YAF_back_ps.wav")]
    [InlineData("cremad", "1001_IEO_ANG_HI.wav", "1091_DFA_NEU_XX.wav")]
    [InlineData("emodb", "wav/16b10Wb.wav", "wav/03a01Fa.wav")]
    [InlineData("savee", "KL/sa07.wav", "DC/n30.wav")]
    [InlineData("folders", "happy/one.wav", "sad/two.wav")]
    public void Names_give_a_corpus_away(string corpus, params string[] files)
    {
        using var folder = new ScratchFolder(files);
        Assert.Equal(corpus, SpeechCorpus.Detect(folder.Path).Name);
    }

    [Fact]
    public void A_file_that_does_not_fit_does_not_hide_the_corpus_but_a_majority_does()
    {
        using var folder = new ScratchFolder("x/03-01-06-02-02-01-12.wav", "x/notes.wav");
        Assert.Equal("ravdess", SpeechCorpus.Detect(folder.Path).Name);
        folder.Write("x/more.wav", []);
        Assert.Equal("folders", SpeechCorpus.Detect(folder.Path).Name);
    }

    [Fact]
    public void An_empty_folder_is_one_of_labels_and_none_an_error()
    {
        using var folder = new ScratchFolder();
        Assert.Equal("folders", SpeechCorpus.Detect(folder.Path).Name);
        Assert.Throws<DirectoryNotFoundException>(() => SpeechCorpus.Detect(Path.Combine(folder.Path, "none")));
    }
}
