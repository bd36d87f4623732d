using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>A row of one feature column, whose values are set from outside.</summary>
internal sealed class MemberRow(DataViewSchema schema) : DataViewRow
{
    private float[] _features = [];
    private int _length;
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public void Set(ReadOnlySpan<float> features)
    {
        if (_features.Length < features.Length)
            _features = new float[features.Length];
        features.CopyTo(_features);
        _length = features.Length;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnLookup.RequireOwn(schema, column);
        ValueGetter<VBuffer<float>> getter = (ref VBuffer<float> value) =>
            _features.AsSpan(0, _length).CopyTo(Vectors.Resize(ref value, _length));
        return getter as ValueGetter<TValue> ?? throw ColumnLookup.WrongGetter(column, typeof(TValue));
    }
}
