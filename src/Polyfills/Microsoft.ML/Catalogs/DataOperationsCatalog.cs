using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Loading, splitting, filtering and caching data.</summary>
public sealed partial class DataOperationsCatalog
{
    private readonly MLContext _context;

    internal DataOperationsCatalog(MLContext context)
    {
        _context = context;
    }

    /// <summary>Makes a view of objects, which are enumerated whenever it is read.</summary>
    /// <typeparam name="TRow">The type of the objects, whose public members are the columns.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schemaDefinition">The columns, or null for those of the type's attributes.</param>
    /// <returns>The view.</returns>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        Contracts.CheckValue(data, nameof(data));
        return new ObjectView<TRow>(data, ObjectMember.Of(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read));
    }

    /// <summary>Makes a view of objects, with the annotations of a schema whose columns the type has.</summary>
    /// <typeparam name="TRow">The type of the objects.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schema">The schema.</param>
    /// <returns>The view.</returns>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(schema, nameof(schema));
        return LoadFromEnumerable(data, ObjectMember.DefinitionOf(typeof(TRow), schema));
    }

    /// <summary>Reads rows into objects.</summary>
    /// <typeparam name="TRow">The type of the objects, whose writable public members are the columns to read.</typeparam>
    /// <param name="data">The rows.</param>
    /// <param name="reuseRowObject">Whether every row is read into the same object.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column are left alone; otherwise they are an error.</param>
    /// <param name="schemaDefinition">The columns to read, or null for those of the type's attributes.</param>
    /// <returns>The objects, read as they are enumerated.</returns>
    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        Contracts.CheckValue(data, nameof(data));
        var filler = new ObjectFiller<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition);
        return Read(data, filler, reuseRowObject);
    }

    /// <summary>Keeps data in memory, each column from the first time that it is read.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnsToPrefetch">Columns to keep from the first time that any is read.</param>
    /// <returns>The cache.</returns>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Contracts.CheckValue(input, nameof(input));
        int[] prefetch = Array.ConvertAll(
            columnsToPrefetch ?? [],
            name => input.Schema.GetColumnOrNull(name)?.Index ?? throw Contracts.ExceptSchemaMismatch(nameof(columnsToPrefetch), "prefetch", name));
        return new CacheDataView(input, prefetch);
    }

    private static IEnumerable<TRow> Read<TRow>(IDataView data, ObjectFiller<TRow> filler, bool reuseRowObject)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(filler.Columns);
        Action<TRow> fill = filler.Bind(cursor);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row is null)
            {
                row = new TRow();
            }

            fill(row);
            yield return row;
        }
    }
}
