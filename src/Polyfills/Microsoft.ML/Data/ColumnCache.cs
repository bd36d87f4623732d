namespace Microsoft.ML.Data;

/// <summary>All values of a column.</summary>
internal abstract class ColumnCache
{
    public static ColumnCache Create(DataViewType type) =>
        type is VectorDataViewType vector
            ? (ColumnCache)Activator.CreateInstance(typeof(VectorColumnCache<>).MakeGenericType(vector.ItemType.RawType))
            : (ColumnCache)Activator.CreateInstance(typeof(ScalarColumnCache<>).MakeGenericType(type.RawType));

    /// <summary>Makes the action that appends the present value of a row.</summary>
    public abstract Action Appender(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Makes a getter of the value at an index that is asked for at each call.</summary>
    public abstract Delegate Getter(Func<int> index);
}
