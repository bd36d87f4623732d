namespace Microsoft.ML.Data;

/// <summary>Values of a column, by index.</summary>
internal abstract class ColumnCache
{
    public static ColumnCache Create(DataViewType type) => (ColumnCache)(type is VectorDataViewType vector
        ? GenericInvoker.Create(typeof(VectorColumnCache<>), vector.ItemType.RawType)
        : GenericInvoker.Create(typeof(ScalarColumnCache<>), type.RawType));

    /// <summary>Makes the action that keeps the present value of a row at an index: one there is already, or the next.</summary>
    public abstract Action<int> Writer(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Makes a getter of the value at an index that is asked for at each call.</summary>
    public abstract Delegate Getter(Func<int> index);
}
