using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>The estimator of a component that learns nothing and computes one column from one other. Not meant to be derived from
/// outside EmotionKit.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public abstract class ColumnEstimator<TTransformer> : UntrainedEstimator<TTransformer>
    where TTransformer : ColumnTransformer
{
    private protected ColumnEstimator(TTransformer transformer)
        : base(transformer)
    {
    }

    private protected sealed override MappedColumn[] Promise(SchemaShape input)
    {
        SchemaShape.Column column = ColumnLookup.Find(input, Transformer.InputColumnName, Transformer.InputRule, ComponentName);
        (DataViewType type, DataViewSchema.Annotations? annotations) = Promise(column);
        return [new MappedColumn(Transformer.OutputColumnName, type, annotations)];
    }

    /// <summary>The added column's type and annotations, whose sizes and values need not be right.</summary>
    private protected abstract (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input);
}
