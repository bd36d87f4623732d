using System.Globalization;
using EmotionKit.Interop;
using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML;

/// <summary>What Microsoft.ML.FastTree's models know, by the names of the features.</summary>
public static class EmotionKitFastTreeExtensions
{
    /// <summary>The features of a tree ensemble by their gain, the largest first.</summary>
    /// <param name="model">A model of FastTree, FastForest or LightGBM: the <c>SubModel</c> where it is calibrated.</param>
    /// <param name="features">The column that it was trained on, whose SlotNames name the features.</param>
    /// <returns>One entry per feature; features of the same gain in the order of their slots.</returns>
    /// <remarks><c>GetFeatureWeights</c> gives the same numbers without names, in a sparse vector.</remarks>
    /// <exception cref="ArgumentException">The column is no vector of known size, or has fewer slots than the model has features.</exception>
    public static IReadOnlyList<FeatureGain> FeatureGains(this TreeEnsembleModelParameters model, DataViewSchema.Column features)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (features.Type is not VectorDataViewType { IsKnownSize: true } type)
            throw new ArgumentException($"features: column '{features.Name}': expected a vector of known size, got {TypeText.Of(features.Type)}.", nameof(features));
        VBuffer<float> weights = default;
        model.GetFeatureWeights(ref weights);
        if (weights.Length > type.Size)
        {
            throw new ArgumentException(
                $"features: column '{features.Name}' has {type.Size} slots, the model {weights.Length} features: it was trained on another column.", nameof(features));
        }
        string[]? names = ColumnAnnotations.FindNames(features, ColumnAnnotations.SlotNames);
        float[] gains = new float[type.Size];
        weights.CopyTo(gains);
        return
        [
            .. Enumerable.Range(0, gains.Length)
                .Select(i => new FeatureGain(
                    names is not null && names[i].Length > 0 ? names[i] : i.ToString(CultureInfo.InvariantCulture), gains[i]))
                .OrderByDescending(feature => feature.Gain),
        ];
    }
}
