namespace EmotionKit.Neural;

/// <summary>How the kernel of a dense or convolutional layer is initialised. Biases begin at 0.</summary>
public enum WeightInit
{
    /// <summary>Uniform in ±sqrt(6 / (fan in + fan out)): Glorot and Bengio (2010); what Keras does by default.</summary>
    GlorotUniform,

    /// <summary>Uniform in ±sqrt(6 / fan in): He et al. (2015), for layers before a ReLU.</summary>
    HeUniform,

    /// <summary>Normal with standard deviation sqrt(2 / fan in), cut at two deviations as in Keras.</summary>
    HeNormal,

    /// <summary>Uniform in ±1 / sqrt(fan in): what PyTorch does by default for kernels of its linear and convolutional layers.</summary>
    FanInUniform,
}
