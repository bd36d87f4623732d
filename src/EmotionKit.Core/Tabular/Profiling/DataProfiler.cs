using System.Globalization;

namespace EmotionKit.Tabular;

/// <summary>Computes a <see cref="DataProfile"/>.</summary>
internal sealed class DataProfiler
{
    private const string DefaultLabel = "Label";

    private readonly Table _table;
    private readonly DataProfileOptions _options;
    private readonly int _threads;
    private readonly CancellationToken _cancellation;
    private readonly ColumnValues[] _columns;
    private readonly ColumnValues? _label;

    private DataProfiler(Table table, DataProfileOptions options, int threads, CancellationToken cancellation)
    {
        _table = table;
        _options = options;
        _threads = threads;
        _cancellation = cancellation;
        _columns = [.. table.Columns.Select(column => new ColumnValues(column))];
        _label = Array.Find(_columns, column => column.Name == (options.LabelColumnName ?? DefaultLabel));
        if (options.LabelColumnName is { } name && _label is null)
            throw new ArgumentException($"LabelColumnName: there is no column '{name}'{NearestName.Hint(name, table.Columns.Select(c => c.Name))}");
    }

    /// <exception cref="ArgumentException">There are no rows, the label is not among the columns, or a number is infinite.</exception>
    public static DataProfile Profile(Table table, DataProfileOptions options, int threads, CancellationToken cancellation = default)
    {
        if (table.Rows == 0)
            throw new ArgumentException("Profile: expected rows, found none.");
        return new DataProfiler(table, options, threads, cancellation).Run();
    }

    private DataProfile Run()
    {
        LabelTelling? telling = _label is { Categories.Length: >= 2 and <= LabelTelling.MaxClasses } ? new LabelTelling(_label) : null;
        var columns = new ColumnProfile[_columns.Length];
        var remarks = new List<ProfileRemark>[_columns.Length];
        ParallelLoop.Run(
            _columns.Length,
            _threads,
            i =>
            {
                columns[i] = Describe(_columns[i], telling);
                remarks[i] = Remark(_columns[i], columns[i], telling);
            },
            _cancellation);
        ColumnValues[] numbers = [.. _columns.Where(column => column.Numbers is not null).Take(_options.MaxCorrelationColumns)];
        ColumnValues[] categories =
        [
            .. _columns.Where(column => (column.Kind != ColumnKind.Number || (column == _label && telling is not null)) && column.Categories.Length <= _options.MaxCategories)
                .Take(_options.MaxCorrelationColumns),
        ];
        return new DataProfile
        {
            Rows = _table.Rows,
            DuplicateRows = DuplicateRows.Find(_table).Count(copy => copy),
            Columns = columns,
            Label = _label is null || telling is null ? null : Balance(_label),
            Pearson = Matrix(numbers, (a, b) => Correlation.Pearson(a.Numbers, b.Numbers)),
            Spearman = Matrix(numbers, (a, b) => Correlation.Spearman(a.Numbers, b.Numbers)),
            CramersV = Matrix(categories, (a, b) => Correlation.CramersV(a.Codes, a.Categories.Length, b.Codes, b.Categories.Length)),
            Remarks = [.. remarks.SelectMany(list => list)],
        };
    }

    private ColumnProfile Describe(ColumnValues column, LabelTelling? telling)
    {
        int missing = Enumerable.Range(0, _table.Rows).Count(column.IsMissing);
        return new ColumnProfile
        {
            Name = column.Name,
            Kind = column.Kind,
            Missing = missing,
            MissingShare = (double)missing / _table.Rows,
            Distinct = column.Categories.Length,
            Numbers = column.Kind == ColumnKind.Number && missing < _table.Rows ? Summarise(column) : null,
            Top = column.Kind == ColumnKind.Number ? [] : [.. Counts(column).Take(_options.TopValues)],
            LabelAuc = column == _label || missing == _table.Rows || telling?.Auc(column) is not { } auc || double.IsNaN(auc) ? null : auc,
        };
    }

    private NumberSummary Summarise(ColumnValues column)
    {
        double[] sorted = [.. column.Numbers!.Where(value => !double.IsNaN(value))];
        if (Array.Exists(sorted, double.IsInfinity))
            throw new ArgumentException($"Profile: column '{column.Name}': expected finite or missing numbers, found an infinite one in row {Array.FindIndex(column.Numbers!, double.IsInfinity)}.");
        Array.Sort(sorted);
        double mean = sorted.Average();
        double squares = 0;
        foreach (double value in sorted)
            squares += (value - mean) * (value - mean);
        double first = Quantiles.Of(sorted, 0.25), third = Quantiles.Of(sorted, 0.75), reach = _options.IqrFactor * (third - first);
        return new NumberSummary(
            mean,
            sorted.Length > 1 ? Math.Sqrt(squares / (sorted.Length - 1)) : double.NaN,
            sorted[0],
            Quantiles.Of(sorted, 0.01),
            Quantiles.Of(sorted, 0.05),
            first,
            Quantiles.Median(sorted),
            third,
            Quantiles.Of(sorted, 0.95),
            Quantiles.Of(sorted, 0.99),
            sorted[^1],
            sorted.Count(value => value == 0),
            sorted.Count(value => value < first - reach || value > third + reach));
    }

    private List<ProfileRemark> Remark(ColumnValues column, ColumnProfile profile, LabelTelling? telling)
    {
        var remarks = new List<ProfileRemark>();
        if (profile.Distinct == 0)
            Add(ProfileRemarkKind.AllMissing, "has no value in any row.");
        else if (profile.Distinct == 1 && profile.Missing == 0)
            Add(ProfileRemarkKind.Constant, $"has the same value in every row, {column.Categories[0]}.");
        else if (column != _label && profile.Distinct == _table.Rows && _table.Rows > 1 && IsName(column))
            Add(ProfileRemarkKind.Identifier, "has another value in every row: leave it out unless it means something.");
        if (profile.LabelAuc >= _options.LeakageAuc)
            Add(ProfileRemarkKind.GivesLabelAway, $"tells the label alone, with an area under the ROC curve of {Text(profile.LabelAuc.Value)}: is it known beforehand?");
        if (telling is not null && column != _label && profile.Missing > 0 && telling.AucOfMissing(column) is var auc && auc >= _options.LeakageAuc)
            Add(ProfileRemarkKind.MissingGivesLabelAway, $"tells the label by where it is missing, with an area under the ROC curve of {Text(auc)}: is it filled in afterwards?");
        return remarks;

        void Add(ProfileRemarkKind kind, string message) => remarks.Add(new ProfileRemark(column.Name, kind, $"{column.Name} {message}"));
    }

    /// <summary>Text, or whole numbers: that measured numbers all differ says nothing.</summary>
    private static bool IsName(ColumnValues column) =>
        column.Kind == ColumnKind.Text || Array.TrueForAll(column.Numbers!, value => value == Math.Floor(value));

    private static LabelBalance Balance(ColumnValues label) => new(label.Name, [.. Counts(label)], label.Codes.Count(code => code < 0));

    private static IEnumerable<ValueCount> Counts(ColumnValues column)
    {
        int[] counts = new int[column.Categories.Length];
        int present = 0;
        foreach (int code in column.Codes)
        {
            if (code < 0)
                continue;
            counts[code]++;
            present++;
        }
        return Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]).ThenBy(i => column.Categories[i], StringComparer.Ordinal)
            .Select(i => new ValueCount(column.Categories[i], counts[i], (double)counts[i] / present));
    }

    private CorrelationMatrix Matrix(ColumnValues[] columns, Func<ColumnValues, ColumnValues, double> measure)
    {
        double[][] values = [.. columns.Select(_ => new double[columns.Length])];
        (int Row, int Column)[] pairs = [.. Enumerable.Range(0, columns.Length).SelectMany(i => Enumerable.Range(i, columns.Length - i).Select(j => (i, j)))];
        ParallelLoop.Run(
            pairs.Length,
            _threads,
            index =>
            {
                (int i, int j) = pairs[index];
                values[i][j] = values[j][i] = measure(columns[i], columns[j]);
            },
            _cancellation);
        return new CorrelationMatrix([.. columns.Select(column => column.Name)], values);
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
