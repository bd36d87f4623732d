using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a column.</summary>
internal abstract class TermMapBuilder
{
    public static TermMapBuilder Create(DataViewSchema.Column column, int maximum)
    {
        DataViewType itemType = DataViewTypes.ItemTypeOf(column.Type);
        if (!IsSupported(itemType))
        {
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", column.Name, "text, numbers, booleans or dates", column.Type.ToString());
        }

        return (TermMapBuilder)GenericInvoker.Create(typeof(TermMapBuilder<>), itemType.RawType, itemType, maximum);
    }

    public static bool IsSupported(DataViewType itemType) =>
        itemType is TextDataViewType or NumberDataViewType or BooleanDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType;

    /// <summary>Reads columns of a view once, each with its own builder.</summary>
    public static void Read(IDataView data, DataViewSchema.Column[] columns, TermMapBuilder[] builders)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        Action[] add = [.. builders.Zip(columns, (builder, column) => builder.Reader(cursor, column))];
        while (cursor.MoveNext())
        {
            foreach (Action action in add)
            {
                action();
            }
        }
    }

    public abstract TermMap Finish(ValueToKeyMappingEstimator.KeyOrdinality ordinality);

    protected abstract Action Reader(DataViewRow row, DataViewSchema.Column column);
}
