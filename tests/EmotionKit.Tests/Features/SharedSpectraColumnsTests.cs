using EmotionKit.Features;
using EmotionKit.Rows;
using EmotionKit.Signal;
using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Features;

public sealed class SharedSpectraColumnsTests
{
    private static readonly DescriptorOptions Brightness = new() { NFft = 512, HopLength = 256, Which = [DescriptorKind.Centroid, DescriptorKind.Rms, DescriptorKind.Zcr] };

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Columns_asked_for_together_hold_the_bits_of_columns_asked_for_alone(int threads)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        IDataView rows = Rows();
        IDataView view = Four(FourierPrecision.Double).Fit(rows).Transform(rows);
        string[] names = ["Spectrogram", "Mel", "Mfcc", "Descriptors"];
        string[][] alone = Array.ConvertAll(names, name => RowDump.Of(view, name));
        string[] together = RowDump.Of(view, names);
        Assert.Equal(Enumerable.Range(0, together.Length).Select(row => string.Join(" | ", alone.Select(column => column[row]))), together);
        // A PredictionEngine maps row by row, stage by stage.
        IRowToRowMapper mapper = Four(FourierPrecision.Double).Fit(rows).GetRowToRowMapper(rows.Schema);
        Assert.Equal(together, RowDump.Mapped(mapper, rows, names));
    }

    [Fact]
    public void Extractors_of_equal_framing_are_one_step_of_the_pass()
    {
        using var equal = Steps(Four(FourierPrecision.Double));
        Assert.Equal(1, equal.Count);
        // Descriptors are in double precision, the others in single: two transforms.
        using var mixed = Steps(Four(FourierPrecision.Auto));
        Assert.Equal(2, mixed.Count);
    }

    [Fact]
    public void What_lies_between_two_extractors_stays_in_place()
    {
        var options = new MfccOptions { NFft = 512, HopLength = 256, NMels = 20, NMfcc = 3 };
        using var steps = Steps(_ml.Transforms.ExtractMfcc("Mfcc", "In", options, Tones.Rate)
            .Append(_ml.Transforms.AppendDeltas("Mfcc", options: new AppendDeltasOptions { Width = 3 }))
            .Append(_ml.Transforms.ExtractMelSpectrogram("Mel", "In", new MelOptions { NFft = 512, HopLength = 256, NMels = 20 }, Tones.Rate)));
        Assert.Equal(["ExtractMfcc", "AppendDeltas"], Enumerable.Range(0, steps.Count).Select(i => steps.Stage(i).Component));
    }

    [Fact]
    public void Extractors_of_two_columns_or_of_other_framing_are_steps_of_their_own()
    {
        var mel = new MelOptions { NFft = 512, HopLength = 256, NMels = 20 };
        using var columns = Steps(_ml.Transforms.ExtractMelSpectrogram("A", "In", mel, Tones.Rate)
            .Append(_ml.Transforms.TrimSilence("Trimmed", "In"))
            .Append(_ml.Transforms.ExtractMelSpectrogram("B", "Trimmed", mel, Tones.Rate)));
        Assert.Equal(3, columns.Count);
        using var framing = Steps(_ml.Transforms.ExtractMelSpectrogram("A", "In", mel, Tones.Rate)
            .Append(_ml.Transforms.ExtractMelSpectrogram("B", "In", mel with { Center = false }, Tones.Rate)));
        Assert.Equal(2, framing.Count);
    }

    [Fact]
    public void A_clip_that_is_not_finite_fails_in_the_first_of_them()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable([SampleRow.Some()[0], SampleRow.Missing()]);
        IDataView view = Four(FourierPrecision.Double).Fit(rows).Transform(rows);
        Exception error = Assert.ThrowsAny<Exception>(() => RowDump.Of(view, "Descriptors", "Mel", "Mfcc", "Spectrogram"));
        Assert.Contains("ExtractSpectrogram", error.Message);
        Assert.Contains("row 1", error.Message);
        Assert.Contains("got NaN", error.Message);
    }

    private IEstimator<ITransformer> Four(FourierPrecision precision) =>
        _ml.Transforms.ExtractSpectrogram("Spectrogram", "In", new SpectrogramOptions { NFft = 512, HopLength = 256, Precision = precision }, Tones.Rate)
            .Append(_ml.Transforms.ExtractMelSpectrogram("Mel", "In", new MelOptions { NFft = 512, HopLength = 256, NMels = 20, Precision = precision }, Tones.Rate))
            .Append(_ml.Transforms.ExtractMfcc("Mfcc", "In", new MfccOptions { NFft = 512, HopLength = 256, NMels = 20, NMfcc = 3, Precision = precision }, Tones.Rate))
            .Append(_ml.Transforms.ExtractDescriptors("Descriptors", "In", Brightness, Tones.Rate));

    private KernelSteps Steps(IEstimator<ITransformer> pipeline)
    {
        IDataView rows = Rows();
        return new KernelSteps(((RowMappedView)pipeline.Fit(rows).Transform(rows)).Stages);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(SampleRow.Some());
}
