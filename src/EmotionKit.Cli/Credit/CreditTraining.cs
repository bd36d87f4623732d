using System.Diagnostics;
using System.Globalization;
using EmotionKit.Cli.Output;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Credit;

/// <summary><c>train credit</c>: a stratified cross-validation, everything learned inside each fold, then the model of all rows.</summary>
internal sealed class CreditTraining(CreditTrainingRequest request, Terminal terminal, CancellationToken stop)
{
    /// <summary>The share of the rows that one fold holds out.</summary>
    private const double HeldOut = 0.2;

    /// <summary>No credit score has such an AUC that does not know what it should predict.</summary>
    private const double TooGood = 0.99;

    /// <summary>How finely progress is told.</summary>
    private const int StepsOfFit = 100;

    // A table of customers may have a column of this name, which is no recording's.
    private static readonly SplitOptions Stratified = new() { PathColumnName = "\u0001no path" };

    private readonly MLContext _ml = new(request.Seed);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<FoldOutcome> _scored = [];
    private int _unlabelled;

    public void Run()
    {
        IDataView table = CreditTable.Load(_ml, request.Data, request.Label, request.Positive, request.SkipUnlabelled, terminal, out _unlabelled);
        RequireEnough(table);
        IReadOnlyList<CreditColumn> columns = Pipeline().Survey(table);
        foreach (CreditColumn column in columns.Where(c => c.Use == CreditColumnUse.Ignored))
            terminal.Note($"left out: column '{column.Name}': {column.Reason}");

        var folds = new List<CreditFold>();
        try
        {
            terminal.Track("training", StepsOfFit * (request.Folds + (request.Model is null ? 0 : 1)), step =>
            {
                var fits = new PartProgress(StepsOfFit, step);
                foreach ((IDataView train, IDataView test) in Splits(table))
                {
                    folds.Add(Evaluate(train, test, folds.Count, fits));
                    fits.End();
                }
                if (request.Model is not null)
                    Save(request.Model, table, columns, fits);
                return true;
            });
        }
        catch (Exception e) when (folds.Count > 0)
        {
            // What the folds told is not lost with the model.
            CreditReport partial = Report(folds, columns) with { Complete = false };
            if (e is not OperationCanceledException)
                CreditView.Show(partial, terminal, beside: request.Json == JsonOutput.StandardOutput);
            if (request.Json is not null)
                JsonOutput.Write(request.Json, partial, terminal);
            throw;
        }
        CreditReport report = Report(folds, columns);
        CreditView.Show(report, terminal, beside: request.Json == JsonOutput.StandardOutput);
        if (report.Auc > TooGood)
            terminal.Warn("so good that some column may know the label; which one, says: emotionkit profile FILE --label COL");
        if (request.Json is not null)
            JsonOutput.Write(request.Json, report, terminal);
        ReportFile.Write(request.Page.File, terminal, () => Page(table));
        if (request.Model is null)
            terminal.Note("no model is saved; --out FILE saves it");
    }

    /// <summary>A stack has folds of its own inside each fold, which the user does not see.</summary>
    private void RequireEnough(IDataView table)
    {
        if (request.Trainer != CreditTrainer.Stacking)
            return;
        bool[] labels = [.. table.GetColumn<bool>(CreditTable.Label)];
        int bad = labels.Count(label => label), fewest = Math.Min(bad, labels.Length - bad);
        int heldOut = (int)Math.Ceiling(request.Folds == 1 ? fewest * HeldOut : (double)fewest / request.Folds);
        int needed = new CreditScoringOptions().Folds;
        if (fewest < request.Folds || fewest - heldOut >= needed)
            return;
        throw new JobFailedException(
            $"'{request.Data}': {fewest} of {labels.Length} customers are {(fewest == bad ? "bad" : "good")} ones, which leaves {fewest - heldOut} to train on where others are tested: "
            + $"stacking divides these into {needed} folds of its own, and needs {needed}. Choose --trainer forest, boosting or logistic, or give more rows.");
    }

    private CreditScoringPipeline Pipeline(PartProgress? fits = null) => new(
        _ml,
        new CreditScoringOptions
        {
            LabelColumnName = CreditTable.Label,
            IgnoreColumns = request.Ignore,
            Trainer = request.Trainer,
            Resampling = request.Resampler,
            Seed = request.Seed,
        },
        fits is null ? null : new Listener<EnsembleProgress>(told => fits.Reach((double)told.Done / told.Total)),
        stop);

    private IEnumerable<(IDataView Train, IDataView Test)> Splits(IDataView table)
    {
        if (request.Folds == 1)
        {
            DataSplit split = _ml.Data.SplitStratified(table, HeldOut, request.Seed, Stratified);
            return [(split.TrainSet, split.TestSet)];
        }
        return _ml.Data.CrossValidateStratified(table, request.Folds, request.Seed, Stratified).Select(fold => (fold.TrainSet, fold.TestSet));
    }

    private CreditFold Evaluate(IDataView train, IDataView test, int number, PartProgress fits)
    {
        stop.ThrowIfCancellationRequested();
        ITransformer model = Pipeline(fits).Fit(train);
        IDataView scored = model.Transform(test);
        var rows = ScoredRows.Read(scored, CreditTable.Label, stop);
        if (request.Page.File is not null)
            _scored.Add(new FoldOutcome(number, model, scored, ClassificationOutcome.Read(scored, CreditTable.Label)));
        var fold = CreditFold.Of(BinaryMetrics.Compute(rows.Labels, rows.Probabilities));
        string which = request.Folds == 1 ? "held out" : $"fold {number + 1} of {request.Folds}";
        terminal.Note(string.Create(CultureInfo.InvariantCulture,
            $"{which}: AUC {fold.Auc:F4}, KS {fold.Ks:F3}, Brier {fold.Brier:F4} on {fold.Rows} rows, {fold.Bad} bad  [{_watch.Elapsed.TotalSeconds:F1} s]"));
        return fold;
    }

    private void Save(string path, IDataView table, IReadOnlyList<CreditColumn> columns, PartProgress fits)
    {
        stop.ThrowIfCancellationRequested();
        ITransformer model = Pipeline(fits).Fit(table);
        // Columns that the model does not read need not be there when it scores.
        var schema = new DataViewSchema.Builder();
        foreach (CreditColumn column in columns.Where(c => c.Use != CreditColumnUse.Ignored))
        {
            DataViewSchema.Column source = table.Schema[column.Name];
            schema.AddColumn(source.Name, source.Type, source.Annotations);
        }
        _ml.Model.SaveBundle(model, schema.ToSchema(), path);
        terminal.Note($"saved {path} ({new FileInfo(path).Length / 1024:N0} KiB), trained on all rows");
    }

    /// <summary>Of all rows, each scored by a model that had not seen it.</summary>
    private Report Page(IDataView table)
    {
        ClassificationReportOptions options = request.Page.Of(
            $"{request.Trainer} on {Path.GetFileName(request.Data)}", ("Data", request.Data), ("Label", request.Label), ("Trainer", request.Trainer.ToString()), ("Resampling", request.Resample),
            ("Evaluation", request.Folds == 1 ? "a fifth held out" : $"{request.Folds} folds"), ("Seed", request.Seed.ToString(CultureInfo.InvariantCulture)));
        bool explains = _scored.TrueForAll(fold => CreditReportOptions.Explain(fold.Model, table.Schema) is not null);
        var outcome = new CrossValidationOutcome(_scored, ClassificationOutcome.Join([.. _scored.Select(fold => fold.Outcome)]));
        return _ml.Reports().Classification(outcome, options, explains ? fold => CreditExplainer.Create(fold.Model, table.Schema) : null);
    }

    private CreditReport Report(List<CreditFold> folds, IReadOnlyList<CreditColumn> columns) => new()
    {
        Auc = folds.Average(f => f.Auc),
        PrAuc = folds.Average(f => f.PrAuc),
        Brier = folds.Average(f => f.Brier),
        Ks = folds.Average(f => f.Ks),
        Gini = folds.Average(f => f.Gini),
        LogLoss = folds.Average(f => f.LogLoss),
        Ece = folds.Average(f => f.Ece),
        Rows = folds.Sum(f => f.Rows),
        Bad = folds.Sum(f => f.Bad),
        Unlabelled = _unlabelled,
        Folds = folds,
        Data = request.Data,
        Label = request.Label,
        Trainer = request.Trainer.ToString().ToLowerInvariant(),
        Resample = request.Resample,
        Seed = request.Seed,
        Columns = columns,
        Model = request.Model,
        Seconds = _watch.Elapsed.TotalSeconds,
    };
}
