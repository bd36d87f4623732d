using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers.Neural;

/// <summary>A row of which only the samples are known.</summary>
internal sealed class ClipRow(DataViewSchema schema, DataViewSchema.Column audio) : DataViewRow
{
    private float[] _clip = [];
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Moves on to a clip.</summary>
    public void Next(float[] clip)
    {
        _clip = clip;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index == audio.Index;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index != audio.Index)
            throw ColumnLookup.Inactive(column);
        ValueGetter<VBuffer<float>> getter = (ref VBuffer<float> samples) => _clip.CopyTo(Vectors.Resize(ref samples, _clip.Length));
        return getter as ValueGetter<TValue> ?? throw ColumnLookup.WrongGetter(column, typeof(TValue));
    }
}
