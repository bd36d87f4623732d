using System.Globalization;
using EmotionKit.Cli.Output;
using EmotionKit.Reporting;
using Spectre.Console;
using TableColumn = Spectre.Console.TableColumn;

namespace EmotionKit.Cli.Speech;

/// <summary>Shows an evaluation to a person.</summary>
internal static class EvaluationView
{
    public static void Show(ClassificationReport result, Terminal terminal, bool beside)
    {
        Table classes = Plain("class", "recall", "precision", "F1", "rows");
        foreach (ClassReport row in result.PerClass)
            classes.AddRow(new Text(row.Label), Share(row.Recall), Share(row.Precision), Share(row.F1), Count(row.Support));
        terminal.Table(classes, beside);

        Table confusion = Plain(["truth \\ answer", .. result.Classes]);
        for (int k = 0; k < result.Classes.Count; k++)
            confusion.AddRow([new Text(result.Classes[k]), .. result.Confusion[k].Select(Count)]);
        terminal.Table(confusion, beside);

        string summary = string.Create(CultureInfo.InvariantCulture,
            $"UAR {result.Uar:F3}, accuracy {result.Accuracy:F3}, macro F1 {result.MacroF1:F3} on {result.Rows} rows");
        if (beside)
            terminal.Note(summary);
        else
            terminal.Line(summary);
    }

    private static Text Share(double value) => new(value.ToString("F3", CultureInfo.InvariantCulture));

    private static Text Count(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    private static Table Plain(params string[] headings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new Spectre.Console.TableColumn(new Text(headings[0])));
        foreach (string heading in headings.AsSpan(1))
            table.AddColumn(new Spectre.Console.TableColumn(new Text(heading)).RightAligned());
        return table;
    }
}
