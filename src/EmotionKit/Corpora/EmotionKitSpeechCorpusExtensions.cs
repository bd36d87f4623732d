using EmotionKit.Corpora;

namespace Microsoft.ML;

/// <summary>Loads speech corpora.</summary>
public static class EmotionKitSpeechCorpusExtensions
{
    /// <summary>
    /// Lists the recordings of a corpus as rows with the text columns Path, Label, Speaker, Gender, Sentence, Intensity and Corpus. No audio
    /// is read.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="folder">The folder of the corpus.</param>
    /// <param name="corpus">How the files say what they are.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">No file below the folder fits; the message shows the first that does not.</exception>
    public static IDataView LoadSpeechCorpus(this DataOperationsCatalog catalog, string folder, SpeechCorpus corpus) =>
        LoadSpeechCorpus(catalog, folder, corpus, out _);

    /// <summary>Lists the recordings of a corpus that makes them itself, in the machine's folder for temporary files.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="corpus">A corpus of <see cref="SpeechCorpus.Synthetic"/>.</param>
    /// <exception cref="ArgumentException">The corpus is of recordings, and needs the folder that they are in.</exception>
    public static IDataView LoadSpeechCorpus(this DataOperationsCatalog catalog, SpeechCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return corpus is SyntheticCorpus synthetic
            ? LoadSpeechCorpus(catalog, synthetic.CacheFolder, corpus)
            : throw new ArgumentException($"corpus: expected SpeechCorpus.Synthetic(), got '{corpus.Name}', whose recordings are in a folder: name it.", nameof(corpus));
    }

    /// <summary>As the other overload, and hands out the files that do not fit.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="folder">The folder of the corpus.</param>
    /// <param name="corpus">How the files say what they are.</param>
    /// <param name="report">What was found, problems included.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">No file below the folder fits; the message shows the first that does not.</exception>
    public static IDataView LoadSpeechCorpus(
        this DataOperationsCatalog catalog, string folder, SpeechCorpus corpus, out SpeechCorpusReport report)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(corpus);
        report = corpus.Scan(folder);
        if (report.Recordings.Count == 0)
        {
            string found = report.Problems.Count == 0
                ? "found no audio file"
                : $"none of {report.Problems.Count} audio files fits; '{report.Problems[0].Path}': {report.Problems[0].Message}";
            throw new InvalidDataException($"'{folder}': expected recordings of the corpus '{corpus.Name}', {found}");
        }
        return catalog.LoadFromEnumerable(report.Recordings);
    }
}
