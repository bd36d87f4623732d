using System.Globalization;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Reporting;

/// <summary>Why rows are refused: how often each column is a reason, and the reasons of some rows.</summary>
internal sealed class ReasonSection(ClassificationReportOptions options)
{
    /// <summary>Rows that are explained at most: explanations of large ensembles take a while.</summary>
    private const int Explained = 500;

    private readonly Dictionary<string, (int Any, int First, double Sum)> _columns = new(StringComparer.Ordinal);
    private readonly List<(double Probability, object?[] Cells)> _shown = [];
    private int _rows;
    private int _refused;

    /// <summary>Explains some of the refused rows of one scored set, evenly spread over it.</summary>
    public void Add(IDataView scored, ClassificationOutcome outcome, CreditExplainer explainer, string where = "")
    {
        int[] refused = [.. Enumerable.Range(0, outcome.Truth.Length).Where(i => outcome.Scores[2 * i + 1] >= options.DecisionThreshold)];
        _refused += refused.Length;
        if (refused.Length == 0)
            return;
        int[] chosen = refused.Length <= Explained ? refused : [.. Enumerable.Range(0, Explained).Select(k => refused[(int)((long)refused.Length * k / Explained)])];
        using IEnumerator<IReadOnlyList<ReasonCode>> reasons = explainer.Explain(new ChosenRows(scored, [.. chosen.Select(i => outcome.RowNumbers[i])])).GetEnumerator();
        foreach (int row in chosen)
        {
            if (!reasons.MoveNext())
                break;
            Count(reasons.Current);
            double probability = outcome.Scores[2 * row + 1];
            _shown.Add((probability, [$"{where}{outcome.RowNumbers[row]}", probability, outcome.Classes[outcome.Truth[row]], string.Join("; ", reasons.Current.Select(r => r.Text))]));
        }
    }

    public ReportSection? Build()
    {
        if (_rows == 0)
            return null;
        TableColumn column = new("column", "column"), any = new("any", "share of the refused rows") { Format = "P1" };
        var table = new ReportTable(
            "Columns that are reasons", [column, any, new("first", "the strongest reason") { Format = "P1" }, new("odds", "odds x, on average") { Format = "0.00" }],
            [.. _columns.OrderByDescending(c => c.Value.Any).ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new object?[] { c.Key, (double)c.Value.Any / _rows, (double)c.Value.First / _rows, Math.Exp(c.Value.Sum / c.Value.Any) })]);
        // From the surest to the nearest: both ends of what is refused.
        var ordered = _shown.OrderByDescending(s => s.Probability).ToArray();
        int wanted = Math.Min(options.Applicants, ordered.Length);
        object?[][] rows = [.. Enumerable.Range(0, wanted).Select(k => ordered[wanted == 1 ? 0 : (int)((long)(ordered.Length - 1) * k / (wanted - 1))].Cells)];
        string of = string.Create(CultureInfo.InvariantCulture, $"{(_rows < _refused ? $"{_rows:#,0} of" : "all")} {_refused:#,0} refused rows");
        return new ReportSection(
            "Reasons",
            [
                new ReportChart("How often columns are reasons", "Bars: in which share of the refused rows each column is one of the reasons.", table, ChartSpec.Bars(column, any, table.Rows.Count)),
                .. rows.Length == 0
                    ? (ReportPart[])[]
                    : [new ReportTable("Reasons of some refused rows", [new("row", "row"), new("probability", "probability") { Format = "0.000" }, new("truth", "truth"), new("reasons", "reasons, strongest first") { Wraps = true }], rows)],
            ])
        {
            Text = $"Of {of}. A reason is a column that raises the log-odds of being bad above those of an average row.",
        };
    }

    private void Count(IReadOnlyList<ReasonCode> reasons)
    {
        _rows++;
        for (int i = 0; i < reasons.Count; i++)
        {
            (int any, int first, double sum) = _columns.GetValueOrDefault(reasons[i].Column);
            _columns[reasons[i].Column] = (any + 1, first + (i == 0 ? 1 : 0), sum + reasons[i].Contribution);
        }
    }

    /// <summary>The rows of given numbers, ascending.</summary>
    private sealed class ChosenRows(IDataView source, HashSet<long> rows) : FilteredView(source)
    {
        public override long? GetRowCount() => rows.Count;

        protected override bool Keeps(long row) => rows.Contains(row);
    }
}
