using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>Options of <see cref="ReportCatalog.Classification(Microsoft.ML.IDataView, ClassificationReportOptions?, EmotionKit.Credit.CreditExplainer?)"/>.</summary>
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

    /// <summary>Of two classes, what each decision costs, the second class being the bad one. Default: 5 for a bad row accepted, 1 for a good one refused.</summary>
    public DecisionCosts Costs { get; init; } = new();

    /// <summary>Of two classes, the probability of the second from which on rows are refused, 0 to 1. Null, the default, for the one of least cost where
    /// probabilities can be taken at their word, <see cref="DecisionCosts.Threshold"/>.</summary>
    public double? Threshold { get; init; }

    /// <summary>Of two classes, the columns whose groups are compared for fairness: text, numbers, Boolean or keys; numbers of many values by their quartiles.
    /// Default none.</summary>
    public IReadOnlyList<string> FairnessColumnNames { get; init; } = [];

    /// <summary>Refused rows whose reasons are shown, where there is an explainer, 0 to 100. Default 10.</summary>
    public int Applicants { get; init; } = 10;

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
        ArgumentNullException.ThrowIfNull(Costs);
        Costs.Validate();
        if (Threshold is { } threshold)
            Check.InRange(threshold, 0, 1, nameof(Threshold));
        ArgumentNullException.ThrowIfNull(FairnessColumnNames);
        foreach (string name in FairnessColumnNames)
            Check.NotEmpty(name, nameof(FairnessColumnNames));
        Check.InRange(Applicants, 0, 100);
    }

    internal double DecisionThreshold => Threshold ?? Costs.Threshold;
}
