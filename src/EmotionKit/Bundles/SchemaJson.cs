using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Bundles;

/// <summary>A model's input schema, as a bundle's manifest holds it.</summary>
internal static class SchemaJson
{
    /// <exception cref="ArgumentException">A column's type cannot be described.</exception>
    public static IReadOnlyList<BundleColumn> Write(DataViewSchema schema)
    {
        var columns = new List<BundleColumn>();
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.IsHidden)
                continue;
            string type = TypeText.Of(column.Type);
            if (TypeParser.Parse(type) is not { } parsed || parsed.RawType != column.Type.RawType)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' of the input schema is of type {column.Type}, which a bundle cannot describe. Drop the column (ml.Transforms.DropColumns) from the data whose schema is saved.");
            }
            columns.Add(new BundleColumn(column.Name, type, AnnotationJson.Write(column.Annotations)));
        }
        return columns;
    }

    /// <exception cref="BundleFormatException">A type is unknown.</exception>
    public static DataViewSchema Read(IReadOnlyList<BundleColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (BundleColumn column in columns)
        {
            DataViewType type = TypeParser.Parse(column.Type)
                ?? throw new BundleFormatException($"Input column '{column.Name}': unknown type '{column.Type}'.");
            builder.AddColumn(column.Name, type, AnnotationJson.Read(column.Name, column.Annotations));
        }
        return builder.ToSchema();
    }
}
