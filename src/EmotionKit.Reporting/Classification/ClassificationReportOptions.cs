using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>Options of <see cref="ReportCatalog.Classification(Microsoft.ML.IDataView, ClassificationReportOptions?)"/>.</summary>
public sealed record ClassificationReportOptions
{
    /// <summary>The report's title. Default "Classification report".</summary>
    public string Title { get; init; } = "Classification report";

    /// <summary>The truth. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>What the model said. Default "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init; } = "PredictedLabel";

    /// <summary>The probabilities of the classes; done without where the data have none. Default "Score".</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>Text columns to break the result down by; those that the data lack are passed over. Default Speaker, Gender, Corpus.</summary>
    public IReadOnlyList<string> GroupColumnNames { get; init; } = ["Speaker", "Gender", "Corpus"];

    /// <summary>The text column whose rows belong together and are drawn together for the confidence intervals; rows are drawn one by one where the
    /// data lack it. Default "Speaker".</summary>
    public string ClusterColumnName { get; init; } = "Speaker";

    /// <summary>The text column with the recordings to hear; done without where the data lack it. Default "Path".</summary>
    public string PathColumnName { get; init; } = "Path";

    /// <summary>The column with the images to see, Vector of Single of height, width and 1 or 3 channels; done without where the data lack it. Default "Image".</summary>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>Wrongly classified recordings or images to show, 0 to 100. Default 6.</summary>
    public int Examples { get; init; } = 6;

    /// <summary>How the confidence intervals are drawn.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new();

    /// <summary>What else is to be known, such as the data, the seed or the command.</summary>
    public IReadOnlyDictionary<string, string> Info { get; init; } = new Dictionary<string, string>();

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(Title);
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(PredictedLabelColumnName);
        Check.NotEmpty(ScoreColumnName);
        Check.InRange(Examples, 0, 100);
        Bootstrap.Validate();
    }
}
