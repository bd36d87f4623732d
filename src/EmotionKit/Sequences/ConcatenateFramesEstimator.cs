using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Sequences;

/// <summary>Puts the coefficients of several columns side by side in each frame; see <c>ml.Transforms.ConcatenateFrames</c>.</summary>
public sealed class ConcatenateFramesEstimator : UntrainedEstimator<ConcatenateFramesTransformer>
{
    internal ConcatenateFramesEstimator(ConcatenateFramesTransformer transformer)
        : base(transformer)
    {
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        bool known = true;
        foreach (string name in Transformer.InputColumnNames)
        {
            SchemaShape.Column column = ColumnLookup.Find(input, name, TypeRule.SingleVector, ComponentName);
            FrameLayout.Require(column, ComponentName);
            known &= column.Kind == SchemaShape.Column.VectorKind.Vector;
        }
        return [new MappedColumn(Transformer.OutputColumnName, known ? Vectors.SomeSize : Vectors.Variable, ColumnAnnotations.OfFrames(1, [""]))];
    }
}
