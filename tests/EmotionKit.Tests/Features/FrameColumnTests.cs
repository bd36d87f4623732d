using EmotionKit.Features;
using EmotionKit.Signal;
using EmotionKit.Tests.Conformance;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Features;

public sealed class FrameColumnTests
{
    private static readonly MfccOptions Small = new() { NFft = 512, HopLength = 256, NMels = 20, NMfcc = 3 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Clips_of_one_length_give_a_matrix_and_others_a_vector_that_says_its_width()
    {
        IDataView known = Transform(KnownRows(), _ml.Transforms.ExtractMfcc("Out", "In", Small, Tones.Rate));
        var type = (VectorDataViewType)known.Schema["Out"].Type;
        Assert.Equal([1 + KnownSampleRow.Length / 256, 3], type.Dimensions);
        IDataView free = Transform(Rows(), _ml.Transforms.ExtractMfcc("Out", "In", Small, Tones.Rate));
        Assert.False(((VectorDataViewType)free.Schema["Out"].Type).IsKnownSize);
        foreach (IDataView view in new[] { known, free })
        {
            int width = 0;
            view.Schema["Out"].Annotations.GetValue("FrameWidth", ref width);
            Assert.Equal(3, width);
            Assert.Equal(["mfcc_0", "mfcc_1", "mfcc_2"], Names(view.Schema["Out"], "FrameNames"));
        }
    }

    [Fact]
    public void Deltas_are_named_after_what_they_are_deltas_of()
    {
        IDataView view = Transform(
            Rows(),
            _ml.Transforms.ExtractMfcc("Out", "In", Small, Tones.Rate).Append(_ml.Transforms.AppendDeltas("Out", options: new AppendDeltasOptions { Width = 3 })));
        Assert.Equal(
            ["mfcc_0", "mfcc_1", "mfcc_2", "delta_mfcc_0", "delta_mfcc_1", "delta_mfcc_2", "delta2_mfcc_0", "delta2_mfcc_1", "delta2_mfcc_2"],
            Names(view.Schema["Out"], "FrameNames"));
    }

    [Fact]
    public void Slot_names_of_pooled_features_are_carried_by_concatenate()
    {
        IDataView view = Transform(
            Rows(),
            _ml.Transforms.ExtractMfcc("Mfcc", "In", Small, Tones.Rate)
                .Append(_ml.Transforms.PoolFrames("Pooled", "Mfcc", new PoolOptions { StandardDeviation = false, Max = true }))
                .Append(_ml.Transforms.Concatenate("Features", "Pooled")));
        string[] expected = ["mfcc_0_mean", "mfcc_1_mean", "mfcc_2_mean", "mfcc_0_max", "mfcc_1_max", "mfcc_2_max"];
        Assert.Equal(expected, Names(view.Schema["Pooled"], "SlotNames"));
        Assert.All(expected, name => Assert.Contains(Names(view.Schema["Features"], "SlotNames"), slot => slot.EndsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Padding_does_not_change_pooled_features()
    {
        IEstimator<ITransformer> mfcc = _ml.Transforms.ExtractMfcc("Mfcc", "In", Small, Tones.Rate);
        string[] plain = RowDump.Of(Transform(Rows(), mfcc.Append(_ml.Transforms.PoolFrames("Out", "Mfcc"))), "Out");
        string[] padded = RowDump.Of(
            Transform(Rows(), mfcc.Append(_ml.Transforms.PadSequence("Mfcc", frames: 500)).Append(_ml.Transforms.PoolFrames("Out", "Mfcc"))), "Out");
        Assert.Equal(plain, padded);
    }

    [Fact]
    public void A_vector_without_frames_is_refused_with_what_is_expected()
    {
        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.PoolFrames("Out", "In").Fit(Rows()));
        Assert.Contains("column 'In'", error.Message);
        Assert.Contains("FrameWidth", error.Message);
        Assert.Contains("got VarVector<Single>", error.Message);
    }

    [Fact]
    public void A_row_that_is_too_short_for_deltas_or_pooling_says_so()
    {
        var rows = new[] { new SampleRow { In = Tones.Clip(0) }, new SampleRow { In = new float[600] }, new SampleRow { In = [] } };
        IEstimator<ITransformer> mfcc = _ml.Transforms.ExtractMfcc("Mfcc", "In", Small, Tones.Rate);
        IDataView deltas = Transform(_ml.Data.LoadFromEnumerable(rows), mfcc.Append(_ml.Transforms.AppendDeltas("Out", "Mfcc")));
        var tooShort = Assert.Throws<RowException>(() => RowDump.Of(deltas, "Out"));
        Assert.Equal((1, "AppendDeltas"), (tooShort.Row, tooShort.Component));
        IDataView pooled = Transform(_ml.Data.LoadFromEnumerable(rows), mfcc.Append(_ml.Transforms.PoolFrames("Out", "Mfcc")));
        var empty = Assert.Throws<RowException>(() => RowDump.Of(pooled, "Out"));
        Assert.Equal((2, "PoolFrames"), (empty.Row, empty.Component));
    }

    [Fact]
    public void Built_in_transforms_work_before_between_and_after()
    {
        IDataView rows = Rows();
        var pipeline = _ml.Transforms.CopyColumns("Samples", "In")
            .Append(_ml.Transforms.ExtractMfcc("Mfcc", "Samples", Small, Tones.Rate))
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.CopyColumns("Copy", "Mfcc"))
            .Append(_ml.Transforms.PoolFrames("Pooled", "Copy"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_ml.Transforms.DropColumns("Mfcc", "Copy"));
        ITransformer model = pipeline.Fit(rows);
        IDataView output = model.Transform(rows);
        Assert.Equal(23, RowDump.Of(output, "Pooled", "Label").Length);
        Assert.True(model.IsRowToRowMapper);
        Assert.Equal(RowDump.Of(output, "Pooled", "Label"), RowDump.Mapped(model.GetRowToRowMapper(rows.Schema), rows, "Pooled", "Label"));
        Assert.Equal(3, output.Preview(maxRows: 3).RowView.Length);
        Assert.Equal(RowDump.Of(output, "Pooled")[5..8], RowDump.Of(_ml.Data.TakeRows(_ml.Data.SkipRows(output, 5), 3), "Pooled"));
        Assert.Equal(RowDump.Of(output, "Pooled"), RowDump.Of(_ml.Data.Cache(output), "Pooled"));
        Assert.Equal(RowDump.Of(output, "Pooled").Order(), RowDump.Of(_ml.Data.ShuffleRows(output, seed: 5), "Pooled").Order());
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(output, 0.3, seed: 2);
        Assert.Equal(
            RowDump.Of(output, "Pooled").Order(),
            RowDump.Of(split.TrainSet, "Pooled").Concat(RowDump.Of(split.TestSet, "Pooled")).Order());
    }

    private static string[] Names(DataViewSchema.Column column, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static IDataView Transform(IDataView rows, IEstimator<ITransformer> estimator) => estimator.Fit(rows).Transform(rows);

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(SampleRow.Some());

    private IDataView KnownRows() => _ml.Data.LoadFromEnumerable(KnownSampleRow.Some());
}
