using CsvHelper;

namespace EmotionKit.Tabular;

/// <summary>Reads a file of separated values into a table: one pass to infer types where any are to be inferred, one to fill columns.</summary>
internal sealed class CsvTableReader
{
    private const int ShownProblems = 100;

    private static readonly CsvProblem Unlabelled = new(0, null, "has no label");

    private readonly LoadCsvOptions _options;
    private readonly CsvDialect _dialect;
    private readonly string _path;
    private readonly List<CsvProblem> _problems = [];
    private CsvFields _fields;
    private int _skipped;
    private int _unlabelled;
    private char _separator;

    public CsvTableReader(string path, LoadCsvOptions options)
    {
        _path = path;
        _options = options;
        _fields = new CsvFields(options, options.DecimalSeparator ?? '.');
        _dialect = new CsvDialect(new CsvSource(path), options);
    }

    /// <exception cref="InvalidDataException">The file is empty or a row cannot be read, or the columns that the options name are not there.</exception>
    public (Table Table, CsvReport Report) Read()
    {
        string[] names = FindNames();
        bool[] ignored = FindIgnored(names);
        CsvColumnBuilder?[] builders = CreateBuilders(names, ignored);
        int label = _options.LabelColumn is null ? -1 : Array.IndexOf(names, _options.LabelColumn);

        _skipped = 0;
        int rows = Walk(names.Length, counts: true, (csv, row) => Fill(builders, label, csv, row));
        if (rows == 0 && _unlabelled > 0)
            throw Wrong($"column '{_options.LabelColumn}': expected rows with a label, found none among {_unlabelled + _skipped}");
        if (rows == 0)
            throw Wrong(_skipped == 0 ? "expected rows below the header, found none" : $"expected rows that can be read, found none among {_skipped}; the first: line {_problems[0].Line}, {_problems[0].Message}");

        var columns = new List<TableColumn>();
        var described = new List<CsvColumn>();
        for (int i = 0; i < builders.Length; i++)
        {
            if (builders[i] is not { } builder)
                continue;
            (TableColumn column, int missing) = builder.Finish(rows);
            columns.Add(i == label ? CsvLabel.Make(column, _options, _path) : column);
            described.Add(new CsvColumn(columns[^1].Name, i == label ? CsvColumnType.Boolean : builder.Type, missing));
        }
        var report = new CsvReport
        {
            Rows = rows,
            SkippedRows = _skipped,
            UnlabelledRows = _unlabelled,
            Separator = _separator,
            DecimalSeparator = _fields.DecimalSeparator,
            HasHeader = _dialect.HasHeader,
            Columns = described,
            Problems = _problems,
        };
        return (new Table(columns, rows), report);
    }

    private string[] FindNames()
    {
        using CsvReader csv = _dialect.Open();
        string[] found;
        try
        {
            if (!csv.Read() && csv.Headers.Count == 0)
                throw Wrong("expected a table, found an empty file");
            found = _dialect.HasHeader ? [.. csv.Headers] : new string[csv.FieldCount];
        }
        catch (CsvFormatException e)
        {
            throw Malformed(e);
        }
        _separator = _dialect.Separator ?? csv.Separator;
        if (_options.ColumnNames is { } given && given.Count != found.Length)
            throw Wrong($"expected {given.Count} columns, as ColumnNames has, found {found.Length}");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string[] names = new string[found.Length];
        for (int i = 0; i < names.Length; i++)
        {
            string name = _options.ColumnNames?[i] ?? found[i]?.Trim() ?? "";
            if (name.Contains('\0'))
                throw Wrong("the first line holds zero bytes, as UTF-16 without a byte order mark does: say which Encoding the file has");
            names[i] = name.Length > 0 ? name : $"Column{i + 1}";
            if (!seen.TryAdd(names[i], i))
                throw Wrong($"expected columns of different names, found '{names[i]}' in columns {seen[names[i]] + 1} and {i + 1}: give ColumnNames");
        }
        return names;
    }

    private bool[] FindIgnored(string[] names)
    {
        bool[] ignored = new bool[names.Length];
        foreach (string name in _options.IgnoreColumns)
            ignored[Require(names, name, nameof(LoadCsvOptions.IgnoreColumns))] = true;
        foreach (string name in _options.ColumnTypes?.Keys ?? [])
            _ = Require(names, name, nameof(LoadCsvOptions.ColumnTypes));
        if (_options.LabelColumn is not { } label)
            return ignored;
        int column = Require(names, label, nameof(LoadCsvOptions.LabelColumn));
        if (ignored[column])
            throw new ArgumentException($"IgnoreColumns: expected columns other than the label, got '{label}'.");
        int same = Array.IndexOf(names, _options.LabelName);
        if (same >= 0 && same != column && !ignored[same])
            throw new ArgumentException($"LabelName: the file has another column '{_options.LabelName}': ignore it, or choose another name.");
        return ignored;
    }

    private int Require(string[] names, string name, string option)
    {
        int column = Array.IndexOf(names, name);
        return column >= 0
            ? column
            : throw new ArgumentException($"{option}: '{_path}' has no column '{name}'{NearestName.Hint(name, names)} It has: {string.Join(", ", names)}.");
    }

    private CsvColumnBuilder?[] CreateBuilders(string[] names, bool[] ignored)
    {
        CsvTypeGuess[] guesses = Guess(names, ignored);
        var builders = new CsvColumnBuilder?[names.Length];
        for (int i = 0; i < builders.Length; i++)
        {
            if (ignored[i])
                continue;
            CsvColumnType type = Declared(names[i]) ?? guesses[i].Type;
            builders[i] = type switch
            {
                CsvColumnType.Number => new CsvNumberBuilder(names[i]),
                CsvColumnType.Boolean => new CsvBooleanBuilder(names[i]),
                _ => new CsvTextBuilder(names[i]),
            };
        }
        return builders;
    }

    /// <summary>Looks at the columns whose types are not declared and, where it is not said what stands before the decimals, at those declared to be numbers.</summary>
    private CsvTypeGuess[] Guess(string[] names, bool[] ignored)
    {
        bool open = _options.DecimalSeparator is null && _separator != ',';
        CsvTypeGuess[] points = new CsvTypeGuess[names.Length], commas = new CsvTypeGuess[names.Length];
        Array.Fill(points, new CsvTypeGuess());
        Array.Fill(commas, new CsvTypeGuess());
        var withCommas = new CsvFields(_options, ',');
        int[] seen = [.. Enumerable.Range(0, names.Length).Where(i => !ignored[i] && (Declared(names[i]) is not { } type || (open && type == CsvColumnType.Number)))];
        if (seen.Length == 0)
            return points;
        Walk(names.Length, counts: false, (csv, _) =>
        {
            foreach (int column in seen)
            {
                points[column].See(csv, column, _fields);
                if (open)
                    commas[column].See(csv, column, withCommas);
            }
            return null;
        });
        if (!open || !Array.Exists(seen, i => commas[i].HasDecimalCommas && points[i].Type != CsvColumnType.Number)
            || Array.Exists(seen, i => points[i].Type == CsvColumnType.Number && commas[i].Type != CsvColumnType.Number))
        {
            return points;
        }
        _fields = withCommas;
        return commas;
    }

    private CsvColumnType? Declared(string name) =>
        _options.ColumnTypes is { } types && types.TryGetValue(name, out CsvColumnType declared) ? declared : null;

    private CsvProblem? Fill(CsvColumnBuilder?[] builders, int label, CsvReader csv, int row)
    {
        if (label >= 0 && _fields.IsMissing(csv.GetSpan(label)))
        {
            return _options.SkipUnlabelled
                ? Unlabelled
                : new CsvProblem(csv.LineNumber, _options.LabelColumn, "expected a label, found a missing value; rows without one are left out with SkipUnlabelled");
        }
        for (int i = 0; i < builders.Length; i++)
        {
            if (builders[i] is not { } builder)
                continue;
            if (builder.Set(row, csv, i, _fields) is { } problem)
                return new CsvProblem(csv.LineNumber, builder.Name, problem);
        }
        return null;
    }

    /// <summary>Visits every row that has the right number of fields, up to the limit of rows that the visitor finds no fault with.</summary>
    /// <param name="columns">Fields expected.</param>
    /// <param name="counts">Whether this is the pass whose problems are reported.</param>
    /// <param name="visit">Given the row and how many were good before it.</param>
    /// <returns>How many rows were good.</returns>
    private int Walk(int columns, bool counts, Func<CsvReader, int, CsvProblem?> visit)
    {
        _dialect.Malformed = counts ? record => Skip(new CsvProblem(record.LineNumber, null, $"the quotes are wrong ({record.Reason})")) : null;
        using CsvReader csv = _dialect.Open();
        int limit = _options.MaxRows ?? int.MaxValue;
        int rows = 0;
        try
        {
            while (rows < limit && csv.Read())
            {
                CsvProblem? problem = csv.FieldCount == columns
                    ? visit(csv, rows)
                    : new CsvProblem(csv.LineNumber, null, $"expected {columns} fields, got {csv.FieldCount}");
                if (problem is null)
                    rows++;
                else if (ReferenceEquals(problem, Unlabelled))
                    _unlabelled++;
                else if (_options.OnError == CsvErrorMode.Throw)
                    throw Wrong(problem);
                else if (counts)
                    Skip(problem);
            }
        }
        catch (CsvFormatException e)
        {
            throw Malformed(e);
        }
        return rows;
    }

    private void Skip(CsvProblem problem)
    {
        _skipped++;
        if (_problems.Count < ShownProblems)
            _problems.Add(problem);
    }

    private InvalidDataException Wrong(CsvProblem problem) =>
        new($"'{_path}', line {problem.Line}{(problem.Column is null ? "" : $", column '{problem.Column}'")}: {problem.Message}.");

    private InvalidDataException Wrong(string what) => new($"'{_path}': {what}.");

    private InvalidDataException Malformed(CsvFormatException e) =>
        new(e.LineNumber > 0 ? $"'{_path}', line {e.LineNumber}: {e.Message}" : $"'{_path}': {e.Message}", e);
}
