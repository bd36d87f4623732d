using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Learns the labels of a column; see <c>ml.Transforms.EncodeLabel</c>.</summary>
public sealed class EncodeLabelEstimator : RowEstimator<EncodeLabelTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly EncodeLabelOptions _options;

    internal EncodeLabelEstimator(string outputColumnName, string? inputColumnName, EncodeLabelOptions options)
    {
        _output = Check.NotEmpty(outputColumnName);
        _input = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
        _options = options;
        _options.Validate();
    }

    internal override string ComponentName => EncodeLabelTransformer.Name;

    /// <summary>Reads the column once and numbers its distinct values.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type, or every value is missing.</exception>
    public override EncodeLabelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = ColumnLookup.Find(input.Schema, _input, LabelType.Rule, ComponentName);
        var names = new HashSet<string>(StringComparer.Ordinal);
        using (DataViewRowCursor cursor = input.GetRowCursor([column]))
        {
            var reader = new LabelReader(cursor, column, ComponentName);
            while (cursor.MoveNext())
                names.Add(reader.Read());
        }
        names.Remove("");
        if (names.Count == 0)
            throw new ArgumentException($"{ComponentName}: column '{_input}': expected at least one label to learn, found none: there are no rows, or every value is missing.");
        string[] sorted = [.. names];
        Array.Sort(sorted, LabelType.Of(column.Type)!.Compare);
        return new EncodeLabelTransformer(_output, _input, _options, sorted);
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        ColumnLookup.Find(input, _input, LabelType.Rule, ComponentName);
        return [new MappedColumn(_output, new KeyDataViewType(typeof(uint), 1), ColumnAnnotations.OfKeys([""]))];
    }
}
