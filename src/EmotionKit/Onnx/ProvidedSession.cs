using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Onnx;

/// <summary>An open session and what serves it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Provider"><see cref="OnnxProvider.Cpu"/> or <see cref="OnnxProvider.Cuda"/>.</param>
/// <param name="Reason">Why it is that one, in words.</param>
internal sealed record ProvidedSession(InferenceSession Session, OnnxProvider Provider, string Reason);
