namespace EmotionKit.Corpora;

/// <summary>How the recordings below a folder say who feels what: a known data set, or a convention of your own.</summary>
/// <remarks>
/// Files are found wherever they lie below the folder, with any audio extension, hidden ones left aside. Files that do not fit are reported
/// (<see cref="SpeechCorpusReport.Problems"/>), not fatal.
/// </remarks>
public abstract class SpeechCorpus
{
    private protected SpeechCorpus()
    {
    }

    /// <summary>RAVDESS, speech: 24 actors, 8 emotions, names such as 03-01-05-02-01-01-12. Song is reported as a problem.</summary>
    public static SpeechCorpus Ravdess { get; } = new RavdessCorpus();

    /// <summary>TESS: 2 actresses, 7 emotions, names such as OAF_back_angry; pleasant surprise (ps) becomes surprise.</summary>
    public static SpeechCorpus Tess { get; } = new TessCorpus();

    /// <summary>CREMA-D: 91 actors, 6 emotions, names such as 1001_DFA_ANG_XX. Gender is that of the corpus' table of actors.</summary>
    public static SpeechCorpus CremaD { get; } = new CremaDCorpus();

    /// <summary>Berlin EMO-DB: 10 speakers, 7 emotions, names such as 03a01Fa.</summary>
    public static SpeechCorpus EmoDb { get; } = new EmoDbCorpus();

    /// <summary>SAVEE: 4 men, 7 emotions, DC/a01 or DC_a01. The sentence is its number within the emotion.</summary>
    public static SpeechCorpus Savee { get; } = new SaveeCorpus();

    /// <summary>Short name in lower case; the <see cref="SpeechRecording.Corpus"/> of its recordings.</summary>
    public abstract string Name { get; }

    /// <summary>One folder per label: the first folder below the corpus' names the label of everything in it.</summary>
    /// <param name="speaker">Says who speaks, given a path below the corpus' folder with '/'; null leaves <see cref="SpeechRecording.Speaker"/> empty.</param>
    /// <param name="name">Name of the corpus.</param>
    public static SpeechCorpus FromFolders(Func<string, string?>? speaker = null, string name = "folders") =>
        new FolderCorpus(Check.NotEmpty(name), speaker);

    /// <summary>A table with a line of column names, and a line per recording; paths are absolute or below the corpus' folder.</summary>
    /// <param name="file">The table; read when the corpus is scanned.</param>
    /// <param name="options">Which columns hold what, or null for the defaults.</param>
    public static SpeechCorpus FromCsv(string file, SpeechCsvOptions? options = null)
    {
        Check.NotEmpty(file);
        options ??= new SpeechCsvOptions();
        options.Validate();
        return new CsvCorpus(file, options);
    }

    /// <summary>
    /// Artificial speech of <see cref="Signal.SyntheticVoice"/>, for trying things out without recordings: it is labelled "synthetic" and says nothing about
    /// people. Scanning writes the WAV files into the folder, unless they are there already.
    /// </summary>
    /// <param name="options">How many speakers and sentences, or null for the defaults: 256 recordings.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SpeechCorpus Synthetic(SyntheticSpeechOptions? options = null)
    {
        options ??= new SyntheticSpeechOptions();
        options.Validate();
        return new SyntheticCorpus(options);
    }

    /// <summary>The known corpus of a name, in any case: ravdess, tess, cremad (or crema-d), emodb, savee, folders, synthetic.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no corpus of that name.</exception>
    public static SpeechCorpus ByName(string name) => Check.NotEmpty(name).ToLowerInvariant() switch
    {
        "ravdess" => Ravdess,
        "tess" => Tess,
        "cremad" or "crema-d" => CremaD,
        "emodb" or "emo-db" => EmoDb,
        "savee" => Savee,
        "folders" => FromFolders(),
        "synthetic" => Synthetic(),
        _ => throw new ArgumentException($"name: expected one of ravdess, tess, cremad, emodb, savee, folders, synthetic, got '{name}'.", nameof(name)),
    };

    /// <summary>The corpus that the names below a folder give away: the known one that fits most of the audio files, or one folder per label where
    /// none fits half of them.</summary>
    /// <param name="folder">The folder of the corpus.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static SpeechCorpus Detect(string folder)
    {
        SpeechCorpus best = FromFolders();
        int most = 0;
        foreach (SpeechCorpus corpus in (SpeechCorpus[])[Ravdess, Tess, CremaD, EmoDb, Savee])
        {
            SpeechCorpusReport report = corpus.Scan(folder);
            int files = report.Recordings.Count + report.Problems.Count(problem => problem.LeftOut);
            if (report.Recordings.Count > most && report.Recordings.Count * 2 >= files)
                (best, most) = (corpus, report.Recordings.Count);
        }
        return best;
    }

    /// <summary>Lists what is below a folder.</summary>
    /// <param name="folder">The folder of the corpus.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be listed; folders below it that cannot are problems in the report.</exception>
    /// <exception cref="FileNotFoundException">The table of a corpus from CSV is missing.</exception>
    /// <exception cref="InvalidDataException">The table of a corpus from CSV lacks a column.</exception>
    public SpeechCorpusReport Scan(string folder) => ScanFolder(folder);

    private protected abstract SpeechCorpusReport ScanFolder(string folder);
}
