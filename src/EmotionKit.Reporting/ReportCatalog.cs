using EmotionKit.Corpora;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Neural;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;

namespace EmotionKit.Reporting;

/// <summary>Reports on data and models; reached as <c>ml.Reports()</c>.</summary>
public sealed class ReportCatalog
{
    internal ReportCatalog()
    {
    }

    /// <summary>
    /// Reports on data. Of recordings: counts per class, speaker, gender and corpus, lengths, levels and clipping, silence, sample rates, mean MFCC, copies
    /// and unreadable files, and examples to see and hear. Of tables: the profile, missing values, distributions per class, correlations, and
    /// columns that give the label away. Of images: counts, examples and the mean of each class.
    /// </summary>
    /// <param name="data">The rows. Recordings are decoded, several at a time, in bounded memory; one that cannot be read is listed, not thrown. Tables are in
    /// memory while they are looked at.</param>
    /// <param name="options">Kind, columns, title and number of examples; null for the defaults.</param>
    /// <param name="progress">Told of every recording, column, or thousand images.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There are no rows, a column is missing or of a wrong type, or a number of a table is infinite.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public Report Dataset(IDataView data, DatasetReportOptions? options = null, IProgress<DatasetProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new DatasetReportOptions();
        options.Validate();
        return DatasetReportBuilder.Build(data, options, progress, cancellation);
    }

    /// <summary>Reports on a corpus of recordings, with the files that do not fit it.</summary>
    /// <param name="corpus">What a scan of a folder found.</param>
    /// <param name="options">Title and number of examples; null for the defaults. Columns are not looked at.</param>
    /// <param name="progress">Told of every recording.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The corpus is empty.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public Report Dataset(
        SpeechCorpusReport corpus, DatasetReportOptions? options = null, IProgress<DatasetProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options ??= new DatasetReportOptions();
        options.Validate();
        return SpeechDataset.Build(corpus, options, progress, cancellation);
    }

    /// <summary>Reports on a corpus of recordings, with the files that do not fit it.</summary>
    /// <param name="folder">The folder of the corpus.</param>
    /// <param name="corpus">How the files say what they are.</param>
    /// <param name="options">Title and number of examples; null for the defaults. Columns are not looked at.</param>
    /// <param name="progress">Told of every recording.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The corpus is empty.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public Report Dataset(
        string folder, SpeechCorpus corpus, DatasetReportOptions? options = null, IProgress<DatasetProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return Dataset(corpus.Scan(folder), options, progress, cancellation);
    }

    /// <summary>
    /// Reports on a classifier: measures with bootstrap intervals, report per class, confusion matrix, ROC and precision-recall curves, calibration,
    /// the most confused pairs with recordings to hear, and results per speaker and gender; for two classes lift, gain and KS, thresholds and what they
    /// cost, fairness, and the reasons of refusals.
    /// </summary>
    /// <param name="scored">Rows with the truth and what the model said of them. Read a few times at most.</param>
    /// <param name="options">Columns, costs, title and number of examples; null for the defaults.</param>
    /// <param name="explainer">Says why rows are refused, of a model of two classes; null to leave reasons out.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or no row has both label and prediction.</exception>
    public Report Classification(IDataView scored, ClassificationReportOptions? options = null, CreditExplainer? explainer = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new ClassificationReportOptions();
        options.Validate();
        var outcome = ClassificationOutcome.Read(scored, options.LabelColumnName, options.PredictedLabelColumnName, options.ScoreColumnName);
        ReasonSection? reasons = null;
        if (explainer is not null && ClassificationReportBuilder.Decides(outcome))
            (reasons = new ReasonSection(options)).Add(scored, outcome, explainer);
        return ClassificationReportBuilder.Build(outcome, ScoredRows.Read(scored, outcome, options), options, reasons);
    }

    /// <summary>Reports on what a classifier said, without the rows themselves: nothing per group, no recordings.</summary>
    /// <param name="outcome">What the classifier said.</param>
    /// <param name="options">Title and number of draws; null for the defaults.</param>
    public Report Classification(ClassificationOutcome outcome, ClassificationReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        options ??= new ClassificationReportOptions();
        options.Validate();
        return ClassificationReportBuilder.Build(outcome, ScoredRows.None, options);
    }

    /// <summary>Reports on a cross-validation: all rows together, each scored by a model that had not seen its fold, and each fold.</summary>
    /// <param name="outcome">The folds.</param>
    /// <param name="options">Columns, costs, title and number of examples; null for the defaults.</param>
    /// <param name="explainer">Makes the explainer of a fold's model of two classes, to say why rows are refused; null to leave reasons out.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public Report Classification(CrossValidationOutcome outcome, ClassificationReportOptions? options = null, Func<FoldOutcome, CreditExplainer>? explainer = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        options ??= new ClassificationReportOptions();
        options.Validate();
        ReasonSection? reasons = explainer is not null && ClassificationReportBuilder.Decides(outcome.Outcome) ? new ReasonSection(options) : null;
        foreach (FoldOutcome fold in outcome.Folds)
            reasons?.Add(fold.ScoredTestSet, fold.Outcome, explainer!(fold), $"fold {fold.Fold + 1}, row ");
        var rows = ScoredRows.Join([.. outcome.Folds.Select(f => ScoredRows.Read(f.ScoredTestSet, f.Outcome, options))]);
        Report report = ClassificationReportBuilder.Build(outcome.Outcome, rows, options, reasons);
        return report with { Sections = [.. report.Sections, ClassificationReportBuilder.Folds(outcome.Folds)] };
    }

    /// <summary>Reports on how a network was trained: loss, accuracy and learning rate per epoch, the best epoch, its layers and parameters.</summary>
    /// <param name="model">A fitted pipeline with one trained network in it.</param>
    /// <param name="title">The report's title.</param>
    /// <exception cref="ArgumentException">There is no trained network in the model, or there are several.</exception>
    public Report Training(ITransformer model, string title = "Training report")
    {
        NetworkTransformer trained = NetworkTransformer.Find(model);
        return Training(trained.Network, title);
    }

    /// <summary>Reports on how a network was trained: loss, accuracy and learning rate per epoch, the best epoch, its layers and parameters.</summary>
    /// <param name="network">The network, with its history.</param>
    /// <param name="title">The report's title.</param>
    public Report Training(Network network, string title = "Training report")
    {
        ArgumentNullException.ThrowIfNull(network);
        Check.NotEmpty(title);
        return TrainingReportBuilder.Build(network, title);
    }

    /// <summary>Reports on how several networks were trained, such as those of a cross-validation's folds: their losses beside each other.</summary>
    /// <param name="models">For each its name, and a fitted pipeline with one trained network or several in it.</param>
    /// <param name="title">The report's title.</param>
    /// <exception cref="ArgumentException">There are no models, or one has no trained network in it.</exception>
    public Report Training(IReadOnlyList<(string Name, ITransformer Model)> models, string title = "Training report")
    {
        ArgumentNullException.ThrowIfNull(models);
        Check.NotEmpty(title);
        if (models.Count == 0)
            throw new ArgumentException("models: expected one model or more, got none.", nameof(models));
        var networks = new List<(string Name, Network Network)>();
        foreach ((string name, ITransformer model) in models)
        {
            IReadOnlyList<NetworkTransformer> found = NetworkTransformer.FindAll(model);
            if (found.Count == 0)
                throw new ArgumentException($"models: expected a trained network in '{name}', found none.", nameof(models));
            networks.AddRange(found.Select((network, i) => (found.Count == 1 ? name : $"{name}, network {i + 1}", network.Network)));
        }
        return networks is [var (_, only)] ? Training(only, title) : TrainingReportBuilder.Build(networks, title);
    }

    /// <summary>Compares models on the same rows: their measures, McNemar's exact test and the interval of each difference from the first.</summary>
    /// <param name="scored">For each model its name and the same rows, in the same order, scored by it; two or more. The first is the one to compare with.</param>
    /// <param name="options">Columns, title and number of draws; null for the defaults.</param>
    /// <exception cref="ArgumentException">Fewer than two models, a column that is missing, or rows or classes that differ.</exception>
    public Report Compare(IReadOnlyList<(string Name, IDataView Scored)> scored, ClassificationReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new ClassificationReportOptions { Title = "Comparison of models" };
        options.Validate();
        if (scored.Count < 2)
            throw new ArgumentException($"scored: expected two models or more to compare, got {scored.Count}.", nameof(scored));
        (string Name, ClassificationOutcome Outcome)[] models =
            [.. scored.Select(s => (s.Name, ClassificationOutcome.Read(s.Scored, options.LabelColumnName, options.PredictedLabelColumnName, options.ScoreColumnName)))];
        return ComparisonReportBuilder.Build(models, ScoredRows.Read(scored[0].Scored, models[0].Outcome, options), options);
    }
}
