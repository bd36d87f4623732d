using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Loads tables.</summary>
public static class EmotionKitTableExtensions
{
    /// <summary>Loads a file of separated values into memory, by column: numbers as Single, categories as Text, true and false as Boolean.</summary>
    /// <param name="catalog">The data catalog <c>ml.Data</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Separator, types, label and so on; null for the defaults, which find out by themselves.</param>
    /// <returns>The rows, which can be read any number of times, by any number of threads, and shuffled.</returns>
    /// <remarks>Missing values are NaN in numbers and empty in text. A row with too many or too few fields, with quotes that do not close, with an
    /// infinite number or a value that is not of its column's type is an error, or is left out, as <see cref="LoadCsvOptions.OnError"/> says.
    /// The file is read twice where types are inferred.</remarks>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or a row cannot be read; the message says line, column, expected and actual.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or names a column that the file does not have.</exception>
    public static IDataView LoadCsv(this DataOperationsCatalog catalog, string path, LoadCsvOptions? options = null) =>
        catalog.LoadCsv(path, options, out _);

    /// <summary>As the other overload, and tells what was found.</summary>
    /// <param name="catalog">The data catalog <c>ml.Data</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Separator, types, label and so on; null for the defaults.</param>
    /// <param name="report">Columns, their types and missing values, and rows that were left out.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or a row cannot be read; the message says line, column, expected and actual.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or names a column that the file does not have.</exception>
    public static IDataView LoadCsv(this DataOperationsCatalog catalog, string path, LoadCsvOptions? options, out CsvReport report)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new LoadCsvOptions();
        options.Validate();
        (Table table, report) = new CsvTableReader(path, options).Read();
        return TableView.Of(table);
    }
}
