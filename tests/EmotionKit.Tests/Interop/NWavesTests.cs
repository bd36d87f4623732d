using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;

namespace EmotionKit.Tests.Interop;

/// <summary>Compiled only where NWaves comes from NuGet.</summary>
public sealed class NWavesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void FramesAreThoseThatNWavesGivesOnManyThreads()
    {
        SampleRow[] rows = SampleRow.Some();
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        IDataView output = _ml.Transforms.ExtractWithNWaves("Out", "In", Extractor).Fit(data).Transform(data);
        string[] expected = Array.ConvertAll(rows, row =>
        {
            float[] frames = [.. (Extractor().ComputeFrom(row.In) ?? []).SelectMany(frame => frame)];
            return RowDump.Text(new VBuffer<float>(frames.Length, frames));
        });
        Assert.Equal(expected, RowDump.Of(output, "Out"));
    }

    [Fact]
    public void FramesOfClipsOfOneLengthHaveAKnownSizeAndPool()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(KnownSampleRow.Some());
        IDataView output = _ml.Transforms.ExtractWithNWaves("Out", "In", Extractor)
            .Append(_ml.Transforms.PoolFrames("Pooled", "Out")).Fit(data).Transform(data);
        var type = Assert.IsType<VectorDataViewType>(output.Schema["Out"].Type);
        Assert.Equal([Extractor().ComputeFrom(new float[KnownSampleRow.Length]).Count, 13], type.Dimensions);
        Assert.NotEmpty(RowDump.Of(output, "Pooled"));
    }

    [Fact]
    public void SavingNamesTheFunctionAsTheReason()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(SampleRow.Some());
        ITransformer model = _ml.Transforms.ExtractWithNWaves("Out", "In", Extractor).Fit(data);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _ml.Model.SaveBundle(model, data.Schema, new MemoryStream()));
        Assert.Contains("function", error.Message);
    }

    private static MfccExtractor Extractor() => new(new MfccOptions { SamplingRate = Tones.Rate, FeatureCount = 13, FrameSize = 512, HopSize = 256 });
}
