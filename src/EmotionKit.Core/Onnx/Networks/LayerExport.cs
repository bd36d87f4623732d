using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>From a layer to its operators.</summary>
internal static class LayerExport
{
    public static LayerValue Add(NetworkGraph graph, NetworkLayer layer)
    {
        LayerValue[] inputs = [.. layer.Inputs.Select(name => graph[name])];
        LayerValue x = inputs[0];
        return layer.Spec switch
        {
            DenseLayer => PointwiseExport.Dense(graph, layer, x),
            BatchNormLayer => PointwiseExport.BatchNorm(graph, layer, x),
            LayerNormLayer => PointwiseExport.LayerNorm(graph, layer, x),
            DropoutLayer or SpatialDropoutLayer => x,
            MaskingLayer masking => Masked(graph, x, masking),
            AddLayer => PointwiseExport.Add(graph, inputs),
            ConcatenateLayer => PointwiseExport.Concatenate(graph, layer, inputs),
            Conv1DLayer => WindowExport.Conv1D(graph, layer, x),
            Conv2DLayer => WindowExport.Conv2D(graph, layer, x),
            MaxPool1DLayer pool => WindowExport.MaxPool(graph, layer, x, pool.Window),
            MaxPool2DLayer pool => WindowExport.MaxPool(graph, layer, x, pool.Vertical, pool.Horizontal),
            AveragePool1DLayer pool => WindowExport.AveragePool(graph, layer, x, pool.Window),
            AveragePool2DLayer pool => WindowExport.AveragePool(graph, layer, x, pool.Vertical, pool.Horizontal),
            GlobalPoolingLayer => GlobalExport.Pool(graph, layer, x),
            AttentionPoolingLayer => GlobalExport.Attention(graph, layer, x),
            QuantilePoolingLayer quantiles => GlobalExport.Quantiles(graph, layer, x, quantiles.Quantiles),
            DeltaLayer delta => DeltaExport.Add(graph, layer, x, delta),
            RecurrentLayer => RecurrentExport.Recurrent(graph, layer, x),
            FlattenLayer => GlobalExport.Flatten(graph, layer, x),
            ReshapeLayer => GlobalExport.Reshape(graph, layer, x),
            PointwiseLayer => PointwiseExport.Activation(graph, x, layer.Spec),
            _ => throw new NotSupportedException($"Layer '{layer.Name}': layers of the kind {layer.Spec.Kind} cannot be written as ONNX."),
        };
    }

    private static LayerValue Masked(NetworkGraph graph, LayerValue x, MaskingLayer masking)
    {
        if (masking.Inside)
        {
            (RowLengths left, string together) = RowLengths.Keep(graph.Writer, x, masking.Value);
            return new LayerValue(graph.Writer, together, x.Shape, Layout.ChannelsLast, left);
        }
        RowLengths rows = RowLengths.Find(graph.Writer, x, masking.Value);
        return new LayerValue(graph.Writer, x.Name, x.Shape, x.Layout, rows) { IsZeroPadded = masking.Value == 0 && x.Rows is null };
    }
}
