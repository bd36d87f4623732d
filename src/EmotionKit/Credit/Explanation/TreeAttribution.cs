using EmotionKit.Trainers;
using EmotionKit.Trees;

namespace EmotionKit.Credit;

/// <summary>Of trees: exact TreeSHAP values, of a forest's probability or of boosting's log-odds.</summary>
internal sealed class TreeAttribution : Attribution
{
    private readonly TreeTransformer _model;

    /// <exception cref="ArgumentException">The model is not of two classes.</exception>
    public TreeAttribution(TreeTransformer model)
    {
        if (model.Classes != 2)
            throw new ArgumentException($"CreditExplainer: expected a model of two classes, got {model.Classes}.");
        _model = model;
    }

    public override int Columns => _model.Ensemble.Columns;

    public override bool IsProbability => _model is RandomForestTransformer;

    public override void Explain(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        int width = Columns + 1;
        double[] values = new double[checked(starts.Length * width)];
        if (_model is RandomForestTransformer forest)
            forest.Model.Explain(rows, values);
        else
            ((GradientBoostingTransformer)_model).Model.Explain(rows, values);
        for (int row = 0; row < starts.Length; row++)
        {
            values.AsSpan(row * width, Columns).CopyTo(contributions.Slice(row * Columns, Columns));
            starts[row] = values[row * width + Columns];
        }
    }
}
