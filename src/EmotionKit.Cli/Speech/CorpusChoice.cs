using System.Diagnostics.CodeAnalysis;
using EmotionKit.Cli.Output;
using EmotionKit.Corpora;

namespace EmotionKit.Cli.Speech;

/// <summary>The corpus that the user named, or that the names of the files give away.</summary>
internal static class CorpusChoice
{
    /// <summary>What <c>--corpus</c> takes beside a <c>.csv</c> file.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ravdess", "tess", "cremad", "emodb", "savee", "folders", "synthetic"];

    /// <summary>Scans the folder; says on standard error which corpus it took where none was named.</summary>
    /// <exception cref="UsageException">There is no corpus of that name, or none was named and none fits.</exception>
    /// <exception cref="JobFailedException">The folder does not exist, or holds no recording of the corpus.</exception>
    public static SpeechCorpusReport Scan(string folder, string? name, Terminal terminal)
    {
        SpeechCorpus? named = name is null ? null : ByName(name);
        // The synthetic corpus makes its own recordings.
        if (!Directory.Exists(folder) && named?.Name != "synthetic")
            throw new JobFailedException(File.Exists(folder) ? $"'{folder}' is a file; name a folder of recordings." : $"'{folder}': no such folder.");
        SpeechCorpusReport report = named?.Scan(folder) ?? Guess(folder, terminal);
        if (report.Recordings.Count == 0)
        {
            throw new JobFailedException(report.Problems.Count == 0
                ? IsTable(name) ? $"'{name}' lists no recording." : $"'{folder}' holds no recording: no file with the extension of an audio format."
                : $"'{folder}' holds no recording of the corpus '{report.Corpus}'; {report.Problems[0].Path}: {report.Problems[0].Message}");
        }
        return report;
    }

    /// <summary>Says how many files were passed over.</summary>
    public static void NoteLeftOut(SpeechCorpusReport report, Terminal terminal)
    {
        if (report.Problems.Count(problem => problem.LeftOut) is > 0 and int count)
            terminal.Warn($"left out: {count} files that do not fit the corpus '{report.Corpus}', {report.Problems.First(problem => problem.LeftOut).Path} first; 'emotionkit corpus' lists them");
    }

    private static SpeechCorpus ByName(string name)
    {
        if (IsTable(name))
            return SpeechCorpus.FromCsv(name);
        try
        {
            return SpeechCorpus.ByName(name);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"--corpus: expected one of {string.Join(", ", Names)}, or a .csv file, got '{name}'{NearestName.Hint(name, Names)}");
        }
    }

    private static bool IsTable([NotNullWhen(true)] string? name) => name?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true;

    private static SpeechCorpusReport Guess(string folder, Terminal terminal)
    {
        SpeechCorpusReport best = SpeechCorpus.Detect(folder).Scan(folder);
        if (best.Recordings.Count > 0)
        {
            int files = best.Recordings.Count + best.Problems.Count(problem => problem.LeftOut);
            string convention = best.Corpus == "folders" ? "one folder per label" : $"the names of {best.Corpus}";
            terminal.Note($"corpus: {best.Corpus} (guessed: {best.Recordings.Count} of {files} files follow {convention}; --corpus says otherwise)");
        }
        return best;
    }
}
