using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Finds input columns, and says the same way everywhere what is wrong with them: component, column, expected, actual.</summary>
internal static class ColumnLookup
{
    /// <exception cref="ArgumentException">The column is missing or of a wrong type.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, TypeRule rule, string component)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw Missing(component, name, rule.Expected, schema.Where(c => !c.IsHidden).Select(c => c.Name));
        return rule.Accepts(column.Type) ? column : throw WrongType(component, name, rule.Expected, TypeText.Of(column.Type));
    }

    /// <exception cref="ArgumentException">The column is missing or of a wrong type.</exception>
    public static SchemaShape.Column Find(SchemaShape shape, string name, TypeRule rule, string component)
    {
        foreach (SchemaShape.Column column in shape)
        {
            if (column.Name == name)
                return rule.Accepts(column) ? column : throw WrongType(component, name, rule.Expected, TypeText.Of(column));
        }
        throw Missing(component, name, rule.Expected, shape.Select(c => c.Name));
    }

    public static ArgumentException Missing(string component, string name, string expected, IEnumerable<string> present)
    {
        string[] names = [.. present];
        string there = names.Length == 0 ? "The data has no columns." : $"The data has: {string.Join(", ", names)}.";
        return new ArgumentException(
            $"{component}: column '{name}' is missing. Expected a column of type {expected}{NearestName.Hint(name, names)} {there}");
    }

    public static ArgumentException WrongType(string component, string name, string expected, string actual) =>
        new($"{component}: column '{name}': expected {expected}, got {actual}.");

    /// <summary>Guards against a column of another schema.</summary>
    public static void RequireOwn(DataViewSchema schema, DataViewSchema.Column column)
    {
        if (column.Index >= schema.Count || schema[column.Index].Name != column.Name)
            throw new ArgumentException($"Column '{column.Name}' (index {column.Index}) is not of this schema: take it from the Schema of the same object.", nameof(column));
    }

    /// <summary>Whether the column of that index is active, whatever its name.</summary>
    /// <remarks>Rows of ML.NET's own mappers pass on a question about a source column as a column of their own schema: the index is the
    /// source's, the name may be another's.</remarks>
    public static bool IsActive(bool[] active, DataViewSchema.Column column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column.Index, active.Length, nameof(column));
        return active[column.Index];
    }

    public static InvalidOperationException Inactive(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' is not active: ask for it when the cursor or row is made.");

    public static InvalidOperationException WrongGetter(DataViewSchema.Column column, Type asked) =>
        new($"Column '{column.Name}' is of type {TypeText.Of(column.Type)}: expected a getter of {column.Type.RawType}, got {asked}.");
}
