namespace EmotionKit.Neural;

/// <summary>From what a layer is to what it does.</summary>
internal static class LayerOps
{
    public static LayerOp Create(LayerSpec spec, ParameterSlot[] slots, int number) => spec switch
    {
        DenseLayer => new DenseOp(slots),
        Conv1DLayer conv => new ConvolutionOp(conv, slots),
        Conv2DLayer conv => new ConvolutionOp(conv, slots),
        MaxPool1DLayer pool => new MaxPoolOp(pool),
        MaxPool2DLayer pool => new MaxPoolOp(pool),
        AveragePool1DLayer pool => new AveragePoolOp(pool),
        AveragePool2DLayer pool => new AveragePoolOp(pool),
        GlobalPoolingLayer { Pool: PoolKind.Max } => new GlobalMaxOp(),
        GlobalPoolingLayer { Pool: PoolKind.Deviation } => new GlobalDeviationOp(),
        GlobalPoolingLayer => new GlobalMeanOp(),
        AttentionPoolingLayer attention => new AttentionPoolOp(attention, slots),
        QuantilePoolingLayer quantiles => new QuantilePoolOp(quantiles),
        DeltaLayer delta => new DeltaOp(delta),
        RecurrentLayer recurrent => new RecurrentOp(recurrent, slots),
        BatchNormLayer norm => new BatchNormOp(norm, slots),
        LayerNormLayer norm => new LayerNormOp(norm, slots),
        DropoutLayer dropout => new DropoutOp(dropout.Rate, perChannel: false, number),
        SpatialDropoutLayer dropout => new DropoutOp(dropout.Rate, perChannel: true, number),
        ReluLayer => new ReluOp(),
        LeakyReluLayer leaky => new LeakyReluOp((float)leaky.Slope),
        GeluLayer => new GeluOp(),
        SigmoidLayer => new SigmoidOp(),
        TanhLayer => new TanhOp(),
        SoftmaxLayer => new SoftmaxOp(),
        MaskingLayer masking => new MaskingOp(masking),
        FlattenLayer or ReshapeLayer => new ReshapeOp(spec),
        AddLayer => new AddOp(),
        ConcatenateLayer => new ConcatenateOp(),
        _ => throw new InvalidOperationException($"Layers of kind {spec.Kind} cannot run."),
    };
}
