using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>
/// Which batch normalisations vanish into the convolution or dense layer before them. At inference a batch normalisation multiplies and
/// adds per channel, as the layer before it can do itself; that is exact where nothing else reads that layer.
/// </summary>
internal sealed class BatchNormFolding
{
    private readonly Dictionary<string, NetworkLayer> _byProducer = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folded = new(StringComparer.Ordinal);

    public BatchNormFolding(NetworkDefinition network)
    {
        var layers = network.Layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        var readers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (NetworkLayer layer in network.Layers)
        {
            foreach (string input in layer.Inputs)
                readers[input] = readers.GetValueOrDefault(input) + 1;
        }
        foreach (NetworkLayer layer in network.Layers)
        {
            if (layer.Spec is not BatchNormLayer)
                continue;
            string source = layer.Inputs[0];
            while (readers[source] == 1 && layers.TryGetValue(source, out NetworkLayer? before))
            {
                if (before.Spec is DropoutLayer or SpatialDropoutLayer)
                {
                    source = before.Inputs[0];
                    continue;
                }
                if (before.Spec is DenseLayer or Conv1DLayer or Conv2DLayer && _byProducer.TryAdd(source, layer))
                    _folded.Add(layer.Name);
                break;
            }
        }
    }

    /// <summary>Whether the layer before it does what <paramref name="batchNorm"/> would.</summary>
    public bool IsFolded(NetworkLayer batchNorm) => _folded.Contains(batchNorm.Name);

    /// <summary>The normalisation that a layer takes over, or null.</summary>
    public NetworkLayer? After(NetworkLayer producer) => _byProducer.GetValueOrDefault(producer.Name);

    /// <summary>What a normalisation multiplies by and then adds, per channel.</summary>
    public static (double[] Scale, double[] Shift) ScaleAndShift(NetworkLayer batchNorm, NetworkWeights weights)
    {
        float[] gamma = weights(batchNorm.Name, "gamma"), beta = weights(batchNorm.Name, "beta");
        float[] mean = weights(batchNorm.Name, "mean"), variance = weights(batchNorm.Name, "variance");
        double epsilon = ((BatchNormLayer)batchNorm.Spec).Epsilon;
        var scale = new double[gamma.Length];
        var shift = new double[gamma.Length];
        for (int c = 0; c < scale.Length; c++)
        {
            scale[c] = gamma[c] / Math.Sqrt(variance[c] + epsilon);
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        return (scale, shift);
    }
}
