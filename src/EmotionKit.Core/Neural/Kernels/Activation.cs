namespace EmotionKit.Neural.Kernels;

/// <summary>What a kernel applies to its result before it stores it.</summary>
internal enum Activation
{
    None,
    Relu,
}
