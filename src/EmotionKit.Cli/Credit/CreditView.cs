using System.Globalization;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Credit;

/// <summary>Shows measures of a credit model to a person.</summary>
internal static class CreditView
{
    public static void Show(CreditReport report, Terminal terminal, bool beside)
    {
        string spread = report.Folds is { Count: > 1 } folds
            ? string.Create(CultureInfo.InvariantCulture, $" (folds {folds.Min(f => f.Auc):F4} to {folds.Max(f => f.Auc):F4})")
            : "";
        string summary = string.Create(CultureInfo.InvariantCulture,
            $"AUC {report.Auc:F4}{spread}, PR AUC {report.PrAuc:F4}, KS {report.Ks:F4}, Brier {report.Brier:F4}, ECE {report.Ece:F4} on {report.Rows} rows, {report.Bad} bad");
        if (beside)
            terminal.Note(summary);
        else
            terminal.Line(summary);
    }
}
