using EmotionKit.Onnx;

namespace Microsoft.ML;

/// <summary>Scoring of ONNX models in batches.</summary>
public static class EmotionKitOnnxExtensions
{
    /// <summary>Scores rows with an ONNX model that has one input and one output.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">Name of the column to add.</param>
    /// <param name="inputColumnName">Name of the column that the model's input is filled from.</param>
    /// <param name="modelPath">Path of the model file.</param>
    /// <inheritdoc cref="ScoreOnnx(TransformsCatalog, OnnxScoringOptions)" path="/remarks|/exception|/returns"/>
    public static OnnxScoringEstimator ScoreOnnx(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelPath) =>
        catalog.ScoreOnnx(new OnnxScoringOptions
        {
            ModelPath = modelPath,
            Inputs = [new OnnxColumn(inputColumnName)],
            Outputs = [new OnnxColumn(outputColumnName)],
        });

    /// <summary>Scores rows with any ONNX model.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="options">The model, its columns, and how it is run.</param>
    /// <returns>An estimator whose transformers hold the model; the model is loaded here.</returns>
    /// <remarks>Rows are collected and run together, in the order of the data, and several calls are made at a time, so that it is faster than one
    /// row per call. Scores do not depend on the number of calls made at a time; those of different batch sizes may differ in
    /// the last bits. The dimensions of a column and of a tensor need not be the same as long as the order of the values is: a
    /// Vector&lt;Single, 130, 40&gt; or a Vector&lt;Single, 5200&gt; fits a tensor [n, 130, 40].</remarks>
    /// <exception cref="ArgumentException">An option is missing, out of its range, or contradicts the model.</exception>
    /// <exception cref="FileNotFoundException">The model file does not exist.</exception>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot load the model.</exception>
    /// <exception cref="InvalidOperationException"><see cref="OnnxProvider.Cuda"/> is asked for and cannot be used.</exception>
    /// <exception cref="NotSupportedException">An input, or an output that is asked for, is not a tensor that a column can hold.</exception>
    public static OnnxScoringEstimator ScoreOnnx(this TransformsCatalog catalog, OnnxScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new OnnxScoringEstimator(options);
    }
}
