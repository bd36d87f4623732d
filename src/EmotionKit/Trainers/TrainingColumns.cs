using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>The columns that a trainer learns from.</summary>
/// <param name="Component">The trainer, for messages.</param>
/// <param name="Label">A key.</param>
/// <param name="Features">A vector of Single of known size.</param>
/// <param name="Weight">Single, or null.</param>
internal sealed record TrainingColumns(string Component, string Label, string Features, string? Weight)
{
    private static readonly TypeRule WeightRule = new(
        "Single", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && item == typeof(float) && !isKey);

    // Worded as ML.NET's own trainers word it.
    private static readonly TypeRule FeatureRule = new(
        "Vector<Single>", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Vector && item == typeof(float) && !isKey);

    /// <summary>The feature column, which scoring needs too.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type.</exception>
    public static DataViewSchema.Column FindFeatures(DataViewSchema schema, string name, string component) =>
        ColumnLookup.Find(schema, name, FeatureRule, component);

    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public SchemaShape.Column Check(SchemaShape shape)
    {
        ColumnLookup.Find(shape, Features, FeatureRule, Component);
        if (Weight is not null)
            ColumnLookup.Find(shape, Weight, WeightRule, Component);
        return ColumnLookup.Find(shape, Label, TypeRule.Key, Component);
    }

    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public (DataViewSchema.Column Label, DataViewSchema.Column Features, DataViewSchema.Column? Weight) Find(DataViewSchema schema)
    {
        DataViewSchema.Column features = FindFeatures(schema, Features, Component);
        DataViewSchema.Column? weight = Weight is null ? null : ColumnLookup.Find(schema, Weight, WeightRule, Component);
        return (ColumnLookup.Find(schema, Label, TypeRule.Key, Component), features, weight);
    }
}
