using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>The columns that a trainer learns from.</summary>
/// <param name="Component">The trainer, for messages.</param>
/// <param name="Label">A key; of a binary task Boolean, or a key of two classes.</param>
/// <param name="Features">A vector of Single of known size.</param>
/// <param name="Weight">Single, or null.</param>
internal sealed record TrainingColumns(string Component, string Label, string Features, string? Weight)
{
    /// <summary>A number per row: weights, probabilities.</summary>
    public static readonly TypeRule WeightRule = new(
        "Single", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && item == typeof(float) && !isKey);

    // Worded as ML.NET's own trainers word it.
    private static readonly TypeRule FeatureRule = new(
        "Vector<Single>", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Vector && item == typeof(float) && !isKey);

    private static readonly TypeRule BinaryLabelRule = new(
        "Boolean or Key<UInt32> of two classes", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar
            && (isKey ? item == typeof(uint) : item == typeof(bool)));

    /// <summary>What is learned. Default: multiclass.</summary>
    public ClassificationTask Task { get; init; }

    /// <summary>Whether NaN is a feature value that the trainer understands; infinite ones never are.</summary>
    public bool AllowsMissing { get; init; }

    /// <summary>The column that says which rows belong together, or null.</summary>
    public string? Group { get; init; }

    private TypeRule LabelRule => Task == ClassificationTask.Binary ? BinaryLabelRule : TypeRule.Key;

    /// <summary>The feature column, which scoring needs too.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type.</exception>
    public static DataViewSchema.Column FindFeatures(DataViewSchema schema, string name, string component) =>
        ColumnLookup.Find(schema, name, FeatureRule, component);

    /// <summary>The label column of a binary task.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type.</exception>
    public static DataViewSchema.Column FindBinaryLabel(DataViewSchema schema, string name, string component) =>
        RequireTwo(ColumnLookup.Find(schema, name, BinaryLabelRule, component), component);

    /// <summary>The feature column, with as many features as a model has learned from.</summary>
    /// <exception cref="ArgumentException">The column is missing, of a wrong type or of another size.</exception>
    public static DataViewSchema.Column FindFeatures(DataViewSchema schema, string name, string component, int size)
    {
        DataViewSchema.Column features = FindFeatures(schema, name, component);
        int actual = ((VectorDataViewType)features.Type).Size;
        return actual == size
            ? features
            : throw new ArgumentException($"{component}: column '{name}': expected {size} features, as in the data trained on, got {actual}.");
    }

    /// <exception cref="ArgumentException">The column is missing.</exception>
    public DataViewSchema.Column? FindGroup(DataViewSchema schema)
    {
        if (Group is null)
            return null;
        return schema.GetColumnOrNull(Group)
            ?? throw ColumnLookup.Missing(Component, Group, "text, a number, Boolean or a key", schema.Where(c => !c.IsHidden).Select(c => c.Name));
    }

    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public SchemaShape.Column Check(SchemaShape shape)
    {
        ColumnLookup.Find(shape, Features, FeatureRule, Component);
        if (Weight is not null)
            ColumnLookup.Find(shape, Weight, WeightRule, Component);
        return ColumnLookup.Find(shape, Label, LabelRule, Component);
    }

    /// <summary>What <see cref="ScoreColumns.Of"/> will give, from the shape of the data; sizes and names stand for any.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public MappedColumn[] Promise(SchemaShape shape) =>
        ScoreColumns.Of(Task, 1, ColumnAnnotations.Has(Check(shape), ColumnAnnotations.KeyValues) ? [""] : null);

    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public (DataViewSchema.Column Label, DataViewSchema.Column Features, DataViewSchema.Column? Weight) Find(DataViewSchema schema)
    {
        DataViewSchema.Column features = FindFeatures(schema, Features, Component);
        DataViewSchema.Column? weight = Weight is null ? null : ColumnLookup.Find(schema, Weight, WeightRule, Component);
        DataViewSchema.Column label = ColumnLookup.Find(schema, Label, LabelRule, Component);
        return (Task == ClassificationTask.Binary ? RequireTwo(label, Component) : label, features, weight);
    }

    private static DataViewSchema.Column RequireTwo(DataViewSchema.Column label, string component) =>
        label.Type is KeyDataViewType key && key.Count != 2
            ? throw ColumnLookup.WrongType(component, label.Name, BinaryLabelRule.Expected, $"{TypeText.Of(label.Type)} of {key.Count} classes")
            : label;
}
