using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Options of <see cref="ReportCatalog.Dataset(Microsoft.ML.IDataView, DatasetReportOptions?, IProgress{DatasetProgress}?, CancellationToken)"/>.</summary>
public sealed record DatasetReportOptions
{
    /// <summary>The report's title. Default "Data set".</summary>
    public string Title { get; init; } = "Data set";

    /// <summary>What the rows are. Null, the default: images where there is a column of them, else recordings where there is a column of paths, else a table.</summary>
    public DatasetKind? Kind { get; init; }

    /// <summary>The classes: text, a number, Boolean or a key; done without where the data lack it. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The text column with the recordings. Default "Path".</summary>
    public string PathColumnName { get; init; } = "Path";

    /// <summary>Who speaks; done without where the data lack it. Default "Speaker".</summary>
    public string SpeakerColumnName { get; init; } = "Speaker";

    /// <summary>The speaker's gender; done without where the data lack it. Default "Gender".</summary>
    public string GenderColumnName { get; init; } = "Gender";

    /// <summary>Where a recording comes from; done without where the data lack it. Default "Corpus".</summary>
    public string CorpusColumnName { get; init; } = "Corpus";

    /// <summary>The column with the images. Default "Image".</summary>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>Recordings of each class to see and hear, 0 to 10: those whose length is nearest to the class' median. Default 1.</summary>
    public int ClipsPerClass { get; init; } = 1;

    /// <summary>Seconds of each such recording, above 0 and at most 60. Default 4: some 170 KB each in the report.</summary>
    public double ClipSeconds { get; init; } = 4;

    /// <summary>Images of each class to see, 0 to 100: evenly spread over the rows. Default 12.</summary>
    public int ImagesPerClass { get; init; } = 12;

    /// <summary>Columns of a table whose distributions are drawn, the first ones, 0 to 200. Default 30.</summary>
    public int MaxDistributions { get; init; } = 30;

    /// <summary>The correlation, by its size, from which on a pair of columns is marked, 0 to 1. Default 0.9.</summary>
    public double CorrelationThreshold { get; init; } = 0.9;

    /// <summary>How a table is profiled. Its label is <see cref="LabelColumnName"/> where that column is there, unless it names another.</summary>
    public DataProfileOptions Profile { get; init; } = new();

    /// <summary>What else is to be known, such as where the data come from.</summary>
    public IReadOnlyDictionary<string, string> Info { get; init; } = new Dictionary<string, string>();

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(Title);
        if (Kind is { } kind)
            Check.Defined(kind, nameof(Kind));
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(PathColumnName);
        Check.NotEmpty(SpeakerColumnName);
        Check.NotEmpty(GenderColumnName);
        Check.NotEmpty(CorpusColumnName);
        Check.NotEmpty(ImageColumnName);
        Check.InRange(ClipsPerClass, 0, 10);
        Check.Positive(ClipSeconds);
        Check.InRange(ClipSeconds, 0, 60);
        Check.InRange(ImagesPerClass, 0, 100);
        Check.InRange(MaxDistributions, 0, 200);
        Check.InRange(CorrelationThreshold, 0, 1);
        ArgumentNullException.ThrowIfNull(Profile);
        Profile.Validate();
        ArgumentNullException.ThrowIfNull(Info);
    }
}
