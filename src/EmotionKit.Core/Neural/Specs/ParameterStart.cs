namespace EmotionKit.Neural;

/// <summary>First values of a parameter.</summary>
internal enum ParameterStart
{
    Zeros,
    Ones,
    GlorotUniform,
    HeUniform,
    HeNormal,
    FanInUniform,

    /// <summary>Every gate's square block orthogonal (Saxe et al. 2013), as Keras' recurrent kernels.</summary>
    Orthogonal,

    /// <summary>Zeros, and ones for the forget gate (Jozefowicz et al. 2015), as Keras.</summary>
    ForgetGateOnes,
}
