namespace EmotionKit.Onnx;

/// <summary>What computes an ONNX model.</summary>
public enum OnnxProvider
{
    /// <summary>CUDA where it can be used, else the CPU; a log line says which, and why.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>CUDA, or an error that says what is missing.</summary>
    Cuda,
}
