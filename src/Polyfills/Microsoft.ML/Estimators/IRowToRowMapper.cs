namespace Microsoft.ML.Data;

/// <summary>Maps rows of one schema to rows of another, one at a time.</summary>
public interface IRowToRowMapper
{
    /// <summary>The schema of the rows that are taken, and this object only.</summary>
    DataViewSchema InputSchema { get; }

    /// <summary>The schema of the rows that are made.</summary>
    DataViewSchema OutputSchema { get; }

    /// <summary>The columns of the input that columns of the output are made of.</summary>
    /// <param name="dependingColumns">Columns of <see cref="OutputSchema"/>.</param>
    /// <returns>Columns of <see cref="InputSchema"/>.</returns>
    IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);

    /// <summary>Binds to a row: whenever that changes, so does the result.</summary>
    /// <param name="input">A row of <see cref="InputSchema"/>, which is disposed with the result.</param>
    /// <param name="activeColumns">The columns of <see cref="OutputSchema"/> that will be read.</param>
    /// <returns>A row of <see cref="OutputSchema"/>.</returns>
    DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
}
