using EmotionKit.Bundles;
using EmotionKit.Trainers;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>Writes classifiers of numbers: trees, logistic regression, and ensembles of them.</summary>
internal static class ClassifierGraph
{
    /// <param name="math">The graph.</param>
    /// <param name="classifier">The classifier.</param>
    /// <param name="x">Features, (batch, width), Single.</param>
    /// <exception cref="NotSupportedException">The classifier, or a member of it, cannot be written.</exception>
    public static GraphScores Add(GraphMath math, ITransformer classifier, string x) => classifier switch
    {
        RandomForestTransformer forest => Forest(math, forest, x),
        GradientBoostingTransformer boosting => Boosting(math, boosting, x),
        LogisticRegressionTransformer linear => Logistic(math, linear, x),
        BinaryLogisticRegressionTransformer linear => Logistic(math, linear, x),
        StackingTransformer stack => EnsembleGraph.Stacking(math, stack, x),
        VotingTransformer voting => EnsembleGraph.Voting(math, voting, x),
        CalibratedTransformer calibrated => CalibrationGraph.Add(math, calibrated, x),
        _ => throw new NotSupportedException($"{(classifier as IBundledComponent)?.ComponentName ?? classifier.GetType().Name} cannot be written as ONNX."),
    };

    private static GraphScores Forest(GraphMath math, RandomForestTransformer forest, string x)
    {
        OnnxGraphWriter writer = math.Writer;
        string sums = TreeEnsembleExport.Sums(writer, forest.Ensemble, x);
        if (forest.Task == ClassificationTask.Binary)
            return math.OfProbability(writer.Node("Div", [math.ToDouble(sums), math.Real(forest.Model.Trees)]));
        string shares = writer.Node("Div", [sums, writer.Scalar((float)forest.Model.Trees)]);
        return new GraphScores(forest.Ensemble.Outputs == 1 ? math.Both(shares) : shares, null);
    }

    private static GraphScores Boosting(GraphMath math, GradientBoostingTransformer boosting, string x)
    {
        OnnxGraphWriter writer = math.Writer;
        float[] bias = [.. boosting.Model.Bias.ToArray().Select(value => (float)value)];
        string logits = writer.Node("Add", [TreeEnsembleExport.Sums(writer, boosting.Ensemble, x), writer.Constant("bias", bias, 1, bias.Length)]);
        if (boosting.Task == ClassificationTask.Binary)
            return new GraphScores(logits, math.Sigmoid(logits));
        return new GraphScores(bias.Length == 1 ? math.Both(math.Sigmoid(logits)) : writer.Node("Softmax", [logits], OnnxAttribute.Int("axis", 1)), null);
    }

    private static GraphScores Logistic(GraphMath math, LogisticRegressionTransformer linear, string x)
    {
        OnnxGraphWriter writer = math.Writer;
        int classes = linear.Model.Classes, columns = linear.Model.Columns;
        double[] turned = new double[classes * columns];
        for (int k = 0; k < classes; k++)
        {
            for (int j = 0; j < columns; j++)
                turned[j * classes + k] = linear.Model.Weights[k * columns + j];
        }
        string product = writer.Node("MatMul", [math.ToDouble(x), writer.ConstantDouble("weights", turned, columns, classes)]);
        string logits = writer.Node("Add", [product, writer.ConstantDouble("intercepts", linear.Model.Intercepts, 1, classes)]);
        return new GraphScores(math.ToSingle(writer.Node("Softmax", [logits], OnnxAttribute.Int("axis", 1))), null);
    }

    private static GraphScores Logistic(GraphMath math, BinaryLogisticRegressionTransformer linear, string x)
    {
        OnnxGraphWriter writer = math.Writer;
        string product = writer.Node("MatMul", [math.ToDouble(x), writer.ConstantDouble("weights", linear.Model.Weights, linear.Model.Columns, 1)]);
        string logOdds = writer.Node("Add", [product, writer.ConstantDouble("intercept", [linear.Model.Intercept], 1, 1)]);
        return new GraphScores(math.ToSingle(logOdds), math.ToSingle(math.Sigmoid(logOdds)));
    }
}
