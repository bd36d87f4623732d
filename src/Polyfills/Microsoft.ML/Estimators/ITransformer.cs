using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns data into other data, lazily.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether each row of the output follows from one row of the input, so that <see cref="GetRowToRowMapper"/> can be called.</summary>
    bool IsRowToRowMapper { get; }

    /// <summary>The schema of the output, or an exception if the input does not fit.</summary>
    /// <param name="inputSchema">The schema of the input.</param>
    /// <returns>The schema.</returns>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>Makes the output, which is computed as it is read.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The output.</returns>
    IDataView Transform(IDataView input);

    /// <summary>Makes a mapper of single rows; throws unless <see cref="IsRowToRowMapper"/>.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <returns>The mapper.</returns>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
