using EmotionKit.Labels;

namespace Microsoft.ML;

/// <summary>Turns labels into keys and back, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitLabelExtensions
{
    /// <summary>Turns labels into keys: 1 for the first of the labels seen in fitting, in their natural order (text by code unit, numbers by value).</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add; by default it hides the column of the same name.</param>
    /// <param name="inputColumnName">The column with the labels; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="unseen">What a label becomes that was not there in fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Text, a number or Boolean. Empty text and NaN are missing, and become the missing key, 0.</description></item>
    /// <item><term>Output column</term><description>Key&lt;UInt32&gt; with KeyValues, the labels as text whatever their type.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the column.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>Once fitted, the input column may be absent: every key is then missing. So a model that was trained with its labels scores
    /// new rows, which have none, in a <c>PredictionEngine</c> too.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static EncodeLabelEstimator EncodeLabel(
        this TransformsCatalog catalog, string outputColumnName = "Label", string? inputColumnName = null, UnseenLabel unseen = UnseenLabel.Missing)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new EncodeLabelEstimator(outputColumnName, inputColumnName, new EncodeLabelOptions { Unseen = unseen });
    }

    /// <summary>Turns keys back into the labels that they stand for.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the keys; null for <paramref name="outputColumnName"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Key&lt;UInt32&gt; with KeyValues of text, numbers or Boolean.</description></item>
    /// <item><term>Output column</term><description>Text; empty for the missing key.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>ML.NET's <c>MapKeyToValue</c> does the same and keeps the type of the labels.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static DecodeLabelEstimator DecodeLabel(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = "PredictedLabel")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DecodeLabelEstimator(new DecodeLabelTransformer(outputColumnName, inputColumnName));
    }
}
