namespace EmotionKit.Tabular;

/// <summary>What <c>ml.Data.LoadCsv</c> found.</summary>
public sealed record CsvReport
{
    /// <summary>Rows that were loaded.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that were left out; 0 unless the options say <see cref="CsvErrorMode.Skip"/>.</summary>
    public required int SkippedRows { get; init; }

    /// <summary>Rows without a label that were left out as <see cref="LoadCsvOptions.SkipUnlabelled"/> says; they are not among <see cref="SkippedRows"/>.</summary>
    public int UnlabelledRows { get; init; }

    /// <summary>What divides the fields; a space stands for any run of spaces and tabs.</summary>
    public required char Separator { get; init; }

    /// <summary>What stands before the decimals: '.' or ','.</summary>
    public required char DecimalSeparator { get; init; }

    /// <summary>Whether the first row was taken for the names of the columns.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>The columns, in their order.</summary>
    public required IReadOnlyList<CsvColumn> Columns { get; init; }

    /// <summary>The first hundred rows that were left out.</summary>
    public required IReadOnlyList<CsvProblem> Problems { get; init; }
}
