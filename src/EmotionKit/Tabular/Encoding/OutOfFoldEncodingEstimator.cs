using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Trains on rows whose categories were encoded by the labels of other rows; see <c>AppendOutOfFold</c>.</summary>
public sealed class OutOfFoldEncodingEstimator : IEstimator<TransformerChain<ITransformer>>
{
    private readonly EncodeCategoriesEstimator _encoding;
    private readonly IEstimator<ITransformer> _rest;
    private readonly int _folds;
    private readonly long _seed;

    internal OutOfFoldEncodingEstimator(EncodeCategoriesEstimator encoding, IEstimator<ITransformer> rest, int folds, long seed)
    {
        _encoding = encoding;
        _rest = rest;
        _folds = Check.AtLeast(folds, 2);
        _seed = seed;
        if (!encoding.Options.UsesLabel)
            throw new ArgumentException($"{encoding.ComponentName}: expected an encoding that learns from the label, got {encoding.Options.Encoding}: append what follows with Append.");
    }

    /// <summary>Gives each row what its categories are by the labels of the rows in other folds, fits what was appended on that, and
    /// learns the encoding for later rows from all rows.</summary>
    /// <returns>The encoding for later rows, and what was appended.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, there are fewer rows than folds, or all values of a column are missing.</exception>
    /// <exception cref="RowException">A row has no label.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CategoryRows rows = _encoding.Read(input);
        if (rows.Rows < _folds)
            throw new ArgumentException($"{_encoding.ComponentName}: expected at least as many rows as folds, {_folds}, got {rows.Rows}.");
        EncodeCategoriesTransformer later = _encoding.Learn(input.Schema, rows);
        int[] foldOfRow = LabelFolds.Assign(rows.Labels, _folds, _seed);
        MemoryColumn[] added = new MemoryColumn[_encoding.Outputs.Length];
        for (int i = 0; i < added.Length; i++)
        {
            float[] values = CategoryLearner.OutOfFold(rows, i, foldOfRow, _folds, _encoding.Options);
            added[i] = rows.Classes is { } classes
                ? new RowsColumn(_encoding.Outputs[i], Vectors.Known(classes.Length), values, ColumnAnnotations.OfSlots(classes))
                : new ValueColumn<float>(_encoding.Outputs[i], NumberDataViewType.Single, values);
        }
        ITransformer rest = _rest.Fit(new AppendedView(input, added, rows.Rows));
        return new TransformerChain<ITransformer>(later, rest);
    }

    /// <summary>The shape of the data after the encoding and what was appended.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _rest.GetOutputSchema(_encoding.GetOutputSchema(inputSchema));
}
