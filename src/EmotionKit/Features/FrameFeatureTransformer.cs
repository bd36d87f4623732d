using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Measures every frame of a clip; see <c>ml.Transforms.ExtractMfcc</c> and its like. Not meant to be derived from outside
/// EmotionKit.</summary>
public abstract class FrameFeatureTransformer : SampledColumnTransformer
{
    private protected FrameFeatureTransformer(string outputColumnName, string? inputColumnName, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
    }

    private protected FrameFeatureTransformer(ComponentReader reader)
        : base(reader)
    {
    }

    /// <summary>The extractor for clips of one sample rate.</summary>
    /// <exception cref="ArgumentException">The options do not fit the rate.</exception>
    internal abstract IFrameFeature Create(int sampleRate);

    private protected sealed override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        IFrameFeature feature = Create(RateOf(input));
        int? frames = null;
        if (input.Type is VectorDataViewType { IsKnownSize: true } type)
        {
            frames = feature.FrameCount(type.Size);
            if (frames < 1)
                throw new ArgumentException($"{ComponentName}: column '{input.Name}': expected clips long enough for one frame, got {type.Size} samples.");
        }
        var layout = new FrameLayout(frames, feature.Width, [.. feature.Names], Padding: null);
        var output = new MappedColumn(OutputColumnName, layout.Type, layout.Annotations);
        return (output, () => new FrameFeatureKernel(feature));
    }
}
