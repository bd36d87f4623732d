using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;
using NWaves.FeatureExtractors.Base;

namespace EmotionKit.Interop;

/// <summary>Measures every frame of a clip with an NWaves extractor; see <c>ml.Transforms.ExtractWithNWaves</c>.</summary>
public sealed class NWavesFeatureTransformer : ColumnTransformer
{
    private readonly Func<FeatureExtractor> _factory;

    internal NWavesFeatureTransformer(string outputColumnName, string? inputColumnName, Func<FeatureExtractor> factory)
        : base(outputColumnName, inputColumnName)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _factory = factory;
    }

    internal override string ComponentName => "ExtractWithNWaves";

    /// <summary>Whether the extractor names its features.</summary>
    internal bool HasFeatureNames => NamesOf(Create()) is not null;

    internal override TypeRule InputRule => TypeRule.SingleVector;

    /// <exception cref="InvalidOperationException">Always: the extractor is made by code of the caller's.</exception>
    internal override void Save(ComponentWriter writer) => throw new InvalidOperationException(
        $"{ComponentName} on column '{InputColumnName}' cannot be saved: its extractor is made by a function, which no file can hold. "
        + "Save the rest of the pipeline and put this component before it in code, or use EmotionKit's own extractors.");

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        FeatureExtractor extractor = Create();
        SampleRate.Of(input, extractor.SamplingRate, ComponentName);
        int? frames = null;
        if (input.Type is VectorDataViewType { IsKnownSize: true } type)
        {
            frames = new NWavesKernel(extractor).Compute(new float[type.Size]).Count;
            if (frames == 0)
                throw new ArgumentException($"{ComponentName}: column '{input.Name}': expected clips long enough for one frame, got {type.Size} samples.");
        }
        var layout = new FrameLayout(frames, extractor.FeatureCount, NamesOf(extractor), Padding: null);
        // Extractors reuse their buffers, so that each thread needs its own.
        return (new MappedColumn(OutputColumnName, layout.Type, layout.Annotations), () => new NWavesKernel(Create()));
    }

    private static string[]? NamesOf(FeatureExtractor extractor) =>
        extractor.FeatureDescriptions is { } names && names.Count == extractor.FeatureCount ? [.. names] : null;

    private FeatureExtractor Create() => _factory()
        ?? throw new InvalidOperationException($"{ComponentName}: the function that makes the extractor returned null.");
}
