namespace EmotionKit.Neural;

/// <summary>The layers and their names in JSON.</summary>
internal static class LayerKinds
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["dense"] = typeof(DenseLayer),
        ["conv1D"] = typeof(Conv1DLayer),
        ["conv2D"] = typeof(Conv2DLayer),
        ["maxPool1D"] = typeof(MaxPool1DLayer),
        ["maxPool2D"] = typeof(MaxPool2DLayer),
        ["averagePool1D"] = typeof(AveragePool1DLayer),
        ["averagePool2D"] = typeof(AveragePool2DLayer),
        ["globalPooling"] = typeof(GlobalPoolingLayer),
        ["attentionPooling"] = typeof(AttentionPoolingLayer),
        ["quantilePooling"] = typeof(QuantilePoolingLayer),
        ["delta"] = typeof(DeltaLayer),
        ["lstm"] = typeof(LstmLayer),
        ["gru"] = typeof(GruLayer),
        ["batchNorm"] = typeof(BatchNormLayer),
        ["layerNorm"] = typeof(LayerNormLayer),
        ["dropout"] = typeof(DropoutLayer),
        ["spatialDropout"] = typeof(SpatialDropoutLayer),
        ["relu"] = typeof(ReluLayer),
        ["leakyRelu"] = typeof(LeakyReluLayer),
        ["gelu"] = typeof(GeluLayer),
        ["sigmoid"] = typeof(SigmoidLayer),
        ["tanh"] = typeof(TanhLayer),
        ["softmax"] = typeof(SoftmaxLayer),
        ["masking"] = typeof(MaskingLayer),
        ["flatten"] = typeof(FlattenLayer),
        ["reshape"] = typeof(ReshapeLayer),
        ["add"] = typeof(AddLayer),
        ["concatenate"] = typeof(ConcatenateLayer),
    };

    private static readonly Dictionary<Type, string> Kinds = Types.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IEnumerable<string> Known => Types.Keys;

    public static string NameOf(Type type) => Kinds[type];

    public static Type? Find(string kind) => Types.GetValueOrDefault(kind);
}
