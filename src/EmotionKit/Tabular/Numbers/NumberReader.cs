using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Reads the numbers of a row, one or a vector of them.</summary>
internal sealed class NumberReader
{
    private readonly ValueGetter<float>? _scalar;
    private readonly ValueGetter<VBuffer<float>>? _vector;
    private readonly DenseSpan<float> _dense = new();
    private VBuffer<float> _buffer;
    private float _value;

    public NumberReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            _vector = row.GetGetter<VBuffer<float>>(column);
        else
            _scalar = row.GetGetter<float>(column);
    }

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<float> Read()
    {
        if (_vector is not null)
        {
            _vector(ref _buffer);
            return _dense.Of(in _buffer);
        }
        _scalar!(ref _value);
        return new ReadOnlySpan<float>(in _value);
    }
}
