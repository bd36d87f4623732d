using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Measures every frame of a clip; see <c>ml.Transforms.ExtractMfcc</c> and its like. Not meant to be derived from outside
/// EmotionKit.</summary>
public abstract class FrameFeatureTransformer : ColumnTransformer
{
    private protected FrameFeatureTransformer(string outputColumnName, string? inputColumnName, int? sampleRate)
        : base(outputColumnName, inputColumnName)
    {
        SampleRateHz = sampleRate is { } rate ? Check.AtLeast(rate, 1, nameof(sampleRate)) : null;
    }

    private protected FrameFeatureTransformer(ComponentReader reader)
        : base(reader)
    {
        SampleRateHz = reader.OptionalNumber("sampleRate");
    }

    internal override TypeRule InputRule => TypeRule.SingleVector;

    /// <summary>The rate that was given, or null to take that of the column.</summary>
    internal int? SampleRateHz { get; }

    /// <summary>The extractor for clips of one sample rate.</summary>
    /// <exception cref="ArgumentException">The options do not fit the rate.</exception>
    internal abstract IFrameFeature Create(int sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        if (SampleRateHz is { } rate)
            writer.Number("sampleRate", rate);
    }

    private protected sealed override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        IFrameFeature feature = Create(SampleRate.Of(input, SampleRateHz, ComponentName));
        int? frames = null;
        if (input.Type is VectorDataViewType { IsKnownSize: true } type)
        {
            frames = feature.FrameCount(type.Size);
            if (frames < 1)
                throw new ArgumentException($"{ComponentName}: column '{input.Name}': expected clips long enough for one frame, got {type.Size} samples.");
        }
        var layout = new FrameLayout(frames, feature.Width, [.. feature.Names], Padding: null);
        var output = new MappedColumn(OutputColumnName, layout.Type, layout.Annotations);
        return (output, () => new Kernel(feature));
    }

    private sealed class Kernel(IFrameFeature feature) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            int frames = feature.FrameCount(input.Length);
            Span<float> values = Vectors.Resize(ref output, checked(frames * feature.Width));
            feature.Extract(input, values);
        }
    }
}
