using System.Globalization;
using System.Text;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Credit;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Credit;

/// <summary><c>predict</c> of a model that scores tables: a line per row, with the reasons where they are asked for.</summary>
internal static class CreditPrediction
{
    public static int Run(string file, string data, string? output, bool explain, Terminal terminal, CancellationToken stop)
    {
        var ml = new MLContext(seed: 1);
        (ITransformer model, DataViewSchema input) = ModelFile.Load(ml, file);
        IDataView table = CreditTable.LoadFor(ml, data, input, null, null);
        CreditExplainer? explainer = explain ? CreditExplainer.Create(model, input) : null;
        if (output is null)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            Write(text, model, table, explainer, stop);
            terminal.Out.Write(text.ToString());
            return ExitCode.Success;
        }
        int rows = 0;
        AtomicFile.Write(output, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            rows = Write(writer, model, table, explainer, stop);
        });
        terminal.Note($"wrote {output}: {rows} rows");
        return ExitCode.Success;
    }

    private static int Write(TextWriter writer, ITransformer model, IDataView table, CreditExplainer? explainer, CancellationToken stop)
    {
        writer.Write("row,probability,score,predicted");
        for (int i = 1; i <= (explainer?.MaxReasons ?? 0); i++)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",reason{i}"));
        writer.WriteLine();
        IDataView scored = model.Transform(table);
        DataViewSchema schema = scored.Schema;
        DataViewSchema.Column[] wanted = [schema["Probability"], schema["Score"], schema["PredictedLabel"]];
        using DataViewRowCursor cursor = scored.GetRowCursor(wanted);
        ValueGetter<float> getProbability = cursor.GetGetter<float>(wanted[0]);
        ValueGetter<float> getScore = cursor.GetGetter<float>(wanted[1]);
        ValueGetter<bool> getLabel = cursor.GetGetter<bool>(wanted[2]);
        using IEnumerator<IReadOnlyList<ReasonCode>>? reasons = explainer?.Explain(scored, stop).GetEnumerator();
        float probability = 0, score = 0;
        bool label = false;
        int row = 0;
        while (cursor.MoveNext())
        {
            stop.ThrowIfCancellationRequested();
            getProbability(ref probability);
            getScore(ref score);
            getLabel(ref label);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{++row},{probability:G9},{score:G9},{(label ? 1 : 0)}"));
            if (reasons is not null && reasons.MoveNext())
                WriteReasons(writer, reasons.Current, explainer!.MaxReasons);
            writer.WriteLine();
        }
        return row;
    }

    private static void WriteReasons(TextWriter writer, IReadOnlyList<ReasonCode> reasons, int count)
    {
        for (int i = 0; i < count; i++)
        {
            string text = i < reasons.Count ? reasons[i].Text : "";
            writer.Write(text.Length == 0 ? "," : $",\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
    }
}
