using EmotionKit.Rows;
using EmotionKit.Sequences;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Brings pixels to a range that networks learn from; see <c>ml.Transforms.NormalizeImages</c>.</summary>
public sealed class NormalizeImagesEstimator : RowEstimator<NormalizeImagesTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly NormalizeImagesOptions _options;
    private readonly CancellationToken _cancellation;

    internal NormalizeImagesEstimator(string outputColumnName, string? inputColumnName, NormalizeImagesOptions options, CancellationToken cancellation)
    {
        _output = Check.NotEmpty(outputColumnName);
        _input = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
        options.Validate();
        _options = options;
        _cancellation = cancellation;
    }

    internal override string ComponentName => NormalizeImagesTransformer.Name;

    /// <summary>With <see cref="ImageNormalization.Standardize"/>, reads <paramref name="input"/> once, in its order; else reads no row.</summary>
    /// <exception cref="ArgumentException">The input column is missing or of a wrong type, or there is no image to learn from.</exception>
    /// <exception cref="RowException">A row holds NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public override NormalizeImagesTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = ColumnLookup.Find(input.Schema, _input, TypeRule.KnownSingleVector, ComponentName);
        int channels = ImageShape.Of(column, ComponentName).Channels;
        if (_options.Kind == ImageNormalization.Standardize)
            return new NormalizeImagesTransformer(_output, _input, Learn(input, column, channels));
        float[] mean = new float[channels], deviation = new float[channels];
        Array.Fill(deviation, (float)_options.White);
        return new NormalizeImagesTransformer(_output, _input, new FrameScaler(mean, deviation));
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        ColumnLookup.Find(input, _input, TypeRule.KnownSingleVector, ComponentName);
        return [new MappedColumn(_output, Vectors.SomeSize)];
    }

    private FrameScaler Learn(IDataView input, DataViewSchema.Column column, int channels)
    {
        var moments = new FrameMoments(channels);
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
                moments.Add(dense.Of(in row));
            }
            catch (ArgumentException e)
            {
                throw new RowException(ComponentName, _input, cursor.Position, e);
            }
        }
        if (moments.Count == 0)
            throw new ArgumentException($"{ComponentName}: column '{_input}': expected at least one image to learn from, got none.");
        return new FrameScaler(ToSingles(moments.Mean()), ToSingles(moments.StandardDeviation()));
    }

    private static float[] ToSingles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
