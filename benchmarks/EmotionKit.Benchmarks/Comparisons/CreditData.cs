using System.Globalization;
using EmotionKit.Evaluation;
using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>A credit table with fixed stratified folds, which the peers are given as files.</summary>
internal sealed class CreditData
{
    public const int Folds = 5;

    private readonly MLContext _ml;
    private readonly string _csv;
    private readonly string _folds;

    private CreditData(MLContext ml, IDataView table, int[] foldOfRow, string name)
    {
        _ml = ml;
        Table = table;
        FoldOfRow = foldOfRow;
        string folder = Directory.CreateTempSubdirectory("emotionkit-credit-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        _csv = Path.Combine(folder, $"{name}.csv");
        _folds = Path.Combine(folder, $"{name}.folds");
    }

    public IDataView Table { get; }

    public int[] FoldOfRow { get; }

    public static CreditData Load(MLContext ml, string file, string label, int seed, params string[] ignore)
    {
        IDataView table = ml.Data.LoadCsv(BenchmarkData.Require("credit", file), new LoadCsvOptions { LabelColumn = label, LabelName = "label", IgnoreColumns = ignore });
        int[] labels = [.. table.GetColumn<bool>("label").Select(bad => bad ? 1 : 0)];
        int[] folds = GroupedSplit.Folds(labels, [.. Enumerable.Range(0, labels.Length)], Folds, seed);
        return new CreditData(ml, table, folds, Path.GetFileNameWithoutExtension(file));
    }

    /// <summary>Writes the table and the folds as the peers read them, once.</summary>
    public (string Csv, string Folds) Files()
    {
        if (File.Exists(_csv))
            return (_csv, _folds);
        File.WriteAllLines(_folds, FoldOfRow.Select(fold => fold.ToString(CultureInfo.InvariantCulture)));
        using var writer = new StreamWriter(_csv);
        DataViewSchema.Column[] columns = [.. Table.Schema];
        writer.WriteLine(string.Join(',', columns.Select(column => column.Name)));
        string[][] cells = Array.ConvertAll(columns, Texts);
        for (int row = 0; row < FoldOfRow.Length; row++)
            writer.WriteLine(string.Join(',', cells.Select(column => column[row])));
        return (_csv, _folds);
    }

    /// <summary>The rows of one fold, or of all others.</summary>
    public IDataView Rows(int fold, bool inside) => new EmotionKit.Splits.RowSubsetView(Table, FoldOfRow, fold, complement: !inside);

    private string[] Texts(DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => [.. Table.GetColumn<bool>(column).Select(flag => flag ? "1" : "0")],
        TextDataViewType => [.. Table.GetColumn<ReadOnlyMemory<char>>(column).Select(text => text.ToString())],
        _ => [.. Table.GetColumn<float>(column).Select(value => float.IsNaN(value) ? "" : value.ToString("G9", CultureInfo.InvariantCulture))],
    };
}
