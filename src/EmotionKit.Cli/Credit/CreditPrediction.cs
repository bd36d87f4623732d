using System.Diagnostics;
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
    public static int Run(string file, string data, string? output, string? json, bool explain, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var ml = new MLContext(seed: 1);
        (ITransformer model, DataViewSchema input) = ModelFile.Load(ml, file);
        IDataView table = CreditTable.LoadFor(ml, data, input, null, null, skipUnlabelled: false, null, out _);
        CreditExplainer? explainer = explain ? CreditExplainer.Create(model, input) : null;
        var kept = new List<CreditScore>();
        bool toOut = output is null && json != JsonOutput.StandardOutput;
        try
        {
            // Lines of the result are progress enough.
            terminal.Track("scoring", toOut ? 0 : (int)Math.Min(table.GetRowCount() ?? 0, int.MaxValue), done =>
            {
                IEnumerable<CreditScore> scores = Score(model, table, explainer, stop).Select(score =>
                {
                    if (json is not null)
                        kept.Add(score);
                    done();
                    return score;
                });
                return Deliver(scores, explainer?.MaxReasons ?? 0, output, toOut, terminal);
            });
        }
        catch (OperationCanceledException) when (kept.Count > 0)
        {
            WriteJson(complete: false);
            throw;
        }
        WriteJson(complete: true);
        return ExitCode.Success;

        void WriteJson(bool complete)
        {
            if (json is not null)
                JsonOutput.Write(json, new { Model = file, Complete = complete, Rows = kept.Count, Seconds = watch.Elapsed.TotalSeconds, Predictions = kept }, terminal);
        }
    }

    private static int Deliver(IEnumerable<CreditScore> scores, int reasons, string? output, bool toOut, Terminal terminal)
    {
        if (output is null)
            return toOut ? Write(terminal.Out, scores, reasons) : scores.Count();
        int rows = 0;
        AtomicFile.Write(output, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            rows = Write(writer, scores, reasons);
        });
        terminal.Note($"wrote {output}: {rows} rows");
        return rows;
    }

    private static IEnumerable<CreditScore> Score(ITransformer model, IDataView table, CreditExplainer? explainer, CancellationToken stop)
    {
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
        for (int row = 1; cursor.MoveNext(); row++)
        {
            stop.ThrowIfCancellationRequested();
            getProbability(ref probability);
            getScore(ref score);
            getLabel(ref label);
            yield return new CreditScore(row, probability, score, label, reasons is null ? null : reasons.MoveNext() ? [.. reasons.Current.Select(reason => reason.Text)] : []);
        }
    }

    private static int Write(TextWriter writer, IEnumerable<CreditScore> scores, int reasons)
    {
        writer.Write("row,probability,score,predicted");
        for (int i = 1; i <= reasons; i++)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",reason{i}"));
        writer.WriteLine();
        int rows = 0;
        foreach (CreditScore score in scores)
        {
            var line = new StringBuilder();
            line.Append(CultureInfo.InvariantCulture, $"{score.Row},{score.Probability:G9},{score.Score:G9},{(score.Predicted ? 1 : 0)}");
            for (int i = 0; i < reasons; i++)
                line.Append(i < score.Reasons!.Count && score.Reasons[i].Length > 0 ? $",\"{score.Reasons[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : ",");
            writer.WriteLine(line);
            rows++;
        }
        return rows;
    }
}
