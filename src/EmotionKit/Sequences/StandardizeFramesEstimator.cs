using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Learns mean and standard deviation of every coefficient; see <c>ml.Transforms.StandardizeFrames</c>.</summary>
public sealed class StandardizeFramesEstimator : RowEstimator<StandardizeFramesTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly CancellationToken _cancellation;

    internal StandardizeFramesEstimator(string outputColumnName, string? inputColumnName, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _output = Check.NotEmpty(outputColumnName);
        _input = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
    }

    internal override string ComponentName => StandardizeFramesTransformer.Name;

    /// <summary>Reads <paramref name="input"/> once, in its order, and takes mean and standard deviation over all frames of all rows.</summary>
    /// <exception cref="ArgumentException">The input column is missing or of a wrong type, or there are no frames.</exception>
    /// <exception cref="RowException">A row holds NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public override StandardizeFramesTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = ColumnLookup.Find(input.Schema, _input, TypeRule.SingleVector, ComponentName);
        FrameLayout layout = StandardizeFramesTransformer.LayoutOf(column);
        var moments = new FrameMoments(layout.Width);
        using DataViewRowCursor cursor = input.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        var dense = new DenseSpan<float>();
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            _cancellation.ThrowIfCancellationRequested();
            getter(ref row);
            try
            {
                _ = layout.Count(row.Length);
                moments.Add(layout.Content(dense.Of(in row)));
            }
            catch (ArgumentException e)
            {
                throw new RowException(ComponentName, _input, cursor.Position, e);
            }
        }
        if (moments.Count == 0)
            throw new ArgumentException($"{ComponentName}: column '{_input}': expected at least one frame to learn from, got none.");
        var scaler = new FrameScaler(ToSingles(moments.Mean()), ToSingles(moments.StandardDeviation()));
        return new StandardizeFramesTransformer(_output, _input, scaler);
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        SchemaShape.Column column = ColumnLookup.Find(input, _input, TypeRule.SingleVector, ComponentName);
        FrameLayout.Require(column, ComponentName);
        bool known = column.Kind == SchemaShape.Column.VectorKind.Vector;
        return [new MappedColumn(_output, known ? Vectors.SomeSize : Vectors.Variable, StandardizeFramesTransformer.Promise(column))];
    }

    private static float[] ToSingles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
