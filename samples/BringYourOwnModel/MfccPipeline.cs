using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace BringYourOwnModel;

/// <summary>From recordings to what the model reads. These must be the features that it was trained on: export.py reads those of
/// <c>emotionkit features --kind mfcc</c>, which are the same.</summary>
internal static class MfccPipeline
{
    public static IEstimator<ITransformer> Features(MLContext ml, int frames, int coefficients) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(ml.Transforms.LoadAudio("Audio", "Path", sampleRate: 16_000))
        .Append<ITransformer>(ml.Transforms.ExtractMfcc("Mfcc", "Audio", new MfccOptions { NMfcc = coefficients }))
        .Append<ITransformer>(ml.Transforms.PadSequence("Features", "Mfcc", frames: frames));

    /// <summary>Frames and coefficients of the model's input, [rows, frames, coefficients].</summary>
    /// <exception cref="ArgumentException">The input is another.</exception>
    /// <exception cref="InvalidDataException">The file is no ONNX model.</exception>
    public static (int Frames, int Coefficients) ShapeOf(string model)
    {
        using InferenceSession session = Open(model);
        int[][] shapes = [.. session.InputMetadata.Values.Select(input => input.Dimensions)];
        return shapes is [[_, > 0 and var frames, > 0 and var coefficients]]
            ? (frames, coefficients)
            : throw new ArgumentException($"{model}: expected one input [rows, frames, coefficients] of known size, got {string.Join(" and ", shapes.Select(shape => $"[{string.Join(", ", shape)}]"))}.");
    }

    private static InferenceSession Open(string model)
    {
        try
        {
            return new InferenceSession(model);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{model}: expected an ONNX model: {error.Message}", error);
        }
    }

    /// <summary>The components of a fitted pipeline, chains within chains opened.</summary>
    public static IEnumerable<ITransformer> InSequence(this ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(InSequence) : [model];
}
