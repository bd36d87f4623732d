namespace EmotionKit.Corpora;

/// <summary>
/// Which columns of a table hold what. A column is found by its name in the first line, in any case; the defaults are tried in the order
/// given here. Only the path and the label must be there.
/// </summary>
public sealed record SpeechCsvOptions
{
    /// <summary>Default: Path, File, FileName.</summary>
    public string? PathColumn { get; init; }

    /// <summary>Default: Label, Emotion.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Default: Speaker, Actor.</summary>
    public string? SpeakerColumn { get; init; }

    /// <summary>Default: Gender, Sex.</summary>
    public string? GenderColumn { get; init; }

    /// <summary>Default: Sentence, Text.</summary>
    public string? SentenceColumn { get; init; }

    /// <summary>Default: Intensity, Level.</summary>
    public string? IntensityColumn { get; init; }

    /// <summary>Default: Corpus. Without such a column the name of the corpus is used.</summary>
    public string? CorpusColumn { get; init; }

    /// <summary>What divides the fields; null (the default) finds it in the first lines: comma, semicolon, tab or bar.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Name of the corpus. Default "csv".</summary>
    public string Name { get; init; } = "csv";

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public void Validate()
    {
        Check.NotEmpty(Name);
        foreach (string? column in new[] { PathColumn, LabelColumn, SpeakerColumn, GenderColumn, SentenceColumn, IntensityColumn, CorpusColumn })
        {
            if (column is not null)
                Check.NotEmpty(column);
        }
    }
}
