using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Reads the label of a row, key or Boolean, as the number of its class.</summary>
internal sealed class ClassReader
{
    private readonly ValueGetter<uint>? _key;
    private readonly ValueGetter<bool>? _boolean;

    public ClassReader(DataViewRow row, DataViewSchema.Column label)
    {
        if (label.Type is BooleanDataViewType)
            _boolean = row.GetGetter<bool>(label);
        else
            _key = row.GetGetter<uint>(label);
    }

    /// <summary>From 0 (false); -1 where the label is missing.</summary>
    public int Read()
    {
        if (_boolean is not null)
        {
            bool positive = false;
            _boolean(ref positive);
            return positive ? 1 : 0;
        }
        uint key = 0;
        _key!(ref key);
        return (int)key - 1;
    }
}
