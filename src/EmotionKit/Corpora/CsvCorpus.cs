using CsvHelper;

namespace EmotionKit.Corpora;

/// <summary>Recordings listed in a table.</summary>
internal sealed class CsvCorpus(string file, SpeechCsvOptions options) : SpeechCorpus
{
    public override string Name => options.Name;

    private protected override SpeechCorpusReport ScanFolder(string folder)
    {
        Check.NotEmpty(folder);
        var csvOptions = new CsvReaderOptions { Separator = options.Delimiter, TrimWhitespace = true, TrackLineNumbers = true };
        using CsvReader csv = CsvReader.FromFile(file, csvOptions);
        Columns columns = FindColumns(csv.Headers);

        var recordings = new List<SpeechRecording>();
        var problems = new List<SpeechCorpusProblem>();
        while (csv.Read())
        {
            string given = Field(csv, columns.Path);
            string label = Field(csv, columns.Label);
            string path = Locate(folder, given);
            string? problem = given.Length == 0 ? "expected a path, found an empty field"
                : label.Length == 0 ? "expected a label, found an empty field"
                : !File.Exists(path) ? $"expected the file below '{folder}', found none"
                : null;
            if (problem is not null)
            {
                problems.Add(new SpeechCorpusProblem(given, $"{Path.GetFileName(file)}, line {csv.LineNumber}: {problem}.", LeftOut: true));
                continue;
            }
            recordings.Add(new SpeechRecording
            {
                Path = path,
                Label = label,
                Speaker = Field(csv, columns.Speaker),
                Gender = Field(csv, columns.Gender),
                Sentence = Field(csv, columns.Sentence),
                Intensity = Field(csv, columns.Intensity),
                Corpus = columns.Corpus < 0 ? options.Name : Field(csv, columns.Corpus),
            });
        }
        return new SpeechCorpusReport(options.Name, folder, recordings, problems);
    }

    private readonly record struct Columns(int Path, int Label, int Speaker, int Gender, int Sentence, int Intensity, int Corpus);

    private Columns FindColumns(IReadOnlyList<string> header) => new(
        Find(header, options.PathColumn, true, "Path", "File", "FileName"),
        Find(header, options.LabelColumn, true, "Label", "Emotion"),
        Find(header, options.SpeakerColumn, false, "Speaker", "Actor"),
        Find(header, options.GenderColumn, false, "Gender", "Sex"),
        Find(header, options.SentenceColumn, false, "Sentence", "Text"),
        Find(header, options.IntensityColumn, false, "Intensity", "Level"),
        Find(header, options.CorpusColumn, false, "Corpus"));

    /// <summary>The number of the column, or -1 for one that may be absent.</summary>
    private int Find(IReadOnlyList<string> header, string? wanted, bool required, params string[] defaults)
    {
        string[] names = wanted is null ? defaults : [wanted];
        foreach (string name in names)
        {
            for (int i = 0; i < header.Count; i++)
            {
                if (header[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                    return i;
            }
        }
        if (required || wanted is not null)
            throw new InvalidDataException($"'{file}': expected a column {string.Join(" or ", names)}, found {(header.Count == 0 ? "an empty table" : string.Join(", ", header))}.");
        return -1;
    }

    private static string Field(CsvReader csv, int column) => column < 0 || column >= csv.FieldCount ? "" : csv.GetString(column);

    private static string Locate(string folder, string given)
    {
        string native = given.Replace('\\', '/');
        return Path.IsPathRooted(native) ? native : Path.Join(folder, native.Replace('/', Path.DirectorySeparatorChar));
    }
}
