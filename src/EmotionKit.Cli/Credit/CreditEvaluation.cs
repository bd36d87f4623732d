using System.Diagnostics;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Credit;

/// <summary><c>evaluate</c> of a model that scores tables.</summary>
internal static class CreditEvaluation
{
    public static int Run(string file, string data, string label, string? positive, bool skipUnlabelled, string? json, CreditReportOptions page, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var ml = new MLContext(seed: 1);
        (ITransformer model, DataViewSchema input) = ModelFile.Load(ml, file);
        IDataView table = CreditTable.LoadFor(ml, data, input, label, positive, skipUnlabelled, terminal, out int unlabelled);
        IDataView scored = model.Transform(table);
        var rows = ScoredRows.Read(scored, CreditTable.Label, stop);
        var metrics = BinaryMetrics.Compute(rows.Labels, rows.Probabilities);
        var report = new CreditReport
        {
            Auc = metrics.RocAuc,
            PrAuc = metrics.PrAuc,
            Brier = metrics.Brier,
            Ks = metrics.Ks,
            Gini = metrics.Gini,
            LogLoss = metrics.LogLoss,
            Ece = metrics.Ece,
            Rows = metrics.Rows,
            Bad = metrics.Ranking.Positives,
            Unlabelled = unlabelled,
            Data = data,
            Label = label,
            Model = file,
            Seconds = watch.Elapsed.TotalSeconds,
        };
        if (report.Bad == 0 || report.Bad == report.Rows)
            terminal.Warn($"all {report.Rows} customers are {(report.Bad == 0 ? "good" : "bad")} ones: how well the two kinds are told apart (AUC, KS) cannot be measured");
        CreditView.Show(report, terminal, beside: json == JsonOutput.StandardOutput);
        if (json is not null)
            JsonOutput.Write(json, report, terminal);
        ReportFile.Write(page.File, terminal, () => ml.Reports().Classification(
            scored, page.Of($"{Path.GetFileName(file)} on {Path.GetFileName(data)}", ("Model", file), ("Data", data), ("Label", label)), CreditReportOptions.Explain(model, input)));
        return ExitCode.Success;
    }
}
