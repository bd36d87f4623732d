using EmotionKit.Rows;
using EmotionKit.Sequences;
using EmotionKit.Tests.Conformance;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Sequences;

public sealed class SequenceColumnTests
{
    private const int Width = 8;

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Padding_makes_a_matrix_of_the_frames_asked_for()
    {
        IDataView view = Run(_ml.Transforms.PadSequence("Out", "Frames", frames: 30, value: -5));
        Assert.Equal([30, Width], ((VectorDataViewType)view.Schema["Out"].Type).Dimensions);
        foreach ((float[] frames, float[] padded) in Rows(view))
        {
            int kept = Math.Min(frames.Length, padded.Length);
            Assert.Equal(frames[..kept], padded[..kept]);
            Assert.All(padded[kept..], value => Assert.Equal(-5f, value));
        }
    }

    [Fact]
    public void Standardized_frames_have_mean_0_and_deviation_1_over_all_rows()
    {
        IDataView view = Run(_ml.Transforms.StandardizeFrames("Out", "Frames"));
        for (int c = 0; c < Width; c++)
        {
            double[] values = [.. Rows(view).SelectMany(row => row.Out.Where((_, i) => i % Width == c)).Select(v => (double)v)];
            double mean = values.Average();
            Assert.Equal(0, mean, 1e-5);
            Assert.Equal(1, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), 1e-5);
        }
    }

    [Fact]
    public void Padding_takes_no_part_in_what_is_learned_and_becomes_the_mean()
    {
        foreach (SequenceSide side in Enum.GetValues<SequenceSide>())
        {
            var options = new PadSequenceOptions { Frames = 60, Value = 3, Padding = side };
            StandardizeFramesTransformer plain = Fit(_ml.Transforms.StandardizeFrames("Out", "Frames"), Frames());
            IDataView padded = _ml.Transforms.PadSequence("Frames", "Frames", options).Fit(Frames()).Transform(Frames());
            StandardizeFramesTransformer learned = Fit(_ml.Transforms.StandardizeFrames("Out", "Frames"), padded);
            Assert.Equal(plain.Mean.ToArray(), learned.Mean.ToArray());
            Assert.Equal(plain.Deviation.ToArray(), learned.Deviation.ToArray());
            foreach (((_, float[] expected), (_, float[] actual)) in Rows(plain.Transform(Frames())).Zip(Rows(learned.Transform(padded))))
            {
                int fill = actual.Length - expected.Length;
                Assert.Equal(expected, side == SequenceSide.End ? actual[..expected.Length] : actual[fill..]);
                Assert.All(side == SequenceSide.End ? actual[expected.Length..] : actual[..fill], value => Assert.Equal(0f, value));
            }
        }
    }

    [Fact]
    public void A_vector_that_is_no_sequence_is_one_frame()
    {
        float[][] table = [[1, 10, 5], [3, 30, 5], [5, 80, 5]];
        IDataView rows = _ml.Data.LoadFromEnumerable(table.Select(x => new Three { Frames = x }).ToArray());
        StandardizeFramesTransformer learned = Fit(_ml.Transforms.StandardizeFrames("Out", "Frames"), rows);
        Assert.Equal([3f, 40, 5], learned.Mean.ToArray());
        Assert.Equal([(float)Math.Sqrt(8 / 3.0), (float)Math.Sqrt(2600 / 3.0), 0], learned.Deviation.ToArray());
        // The constant column is centred and not divided.
        Assert.All(Rows(learned.Transform(rows)), row => Assert.Equal(0f, row.Out[2]));
    }

    [Fact]
    public void What_was_learned_is_for_one_width()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(new[] { new Three { Frames = [1, 2, 3] } });
        StandardizeFramesTransformer learned = Fit(_ml.Transforms.StandardizeFrames("Out", "Frames"), Frames());
        var error = Assert.Throws<ArgumentException>(() => learned.Transform(rows));
        Assert.Contains("expected 8 coefficients", error.Message);
        Assert.Contains("got 3", error.Message);
    }

    [Fact]
    public void Learning_from_nothing_or_from_what_is_not_finite_is_an_error()
    {
        IDataView none = new EmptyView(Frames().Schema);
        Assert.Contains("at least one frame", Assert.Throws<ArgumentException>(() => Fit(_ml.Transforms.StandardizeFrames("Out", "Frames"), none)).Message);
        IDataView rows = _ml.Data.LoadFromEnumerable(new[] { new Three { Frames = [1, 2, 3] }, new Three { Frames = [1, float.NaN, 3] } });
        var error = Assert.Throws<RowException>(() => Fit(_ml.Transforms.StandardizeFrames("Out", "Frames"), rows));
        Assert.Equal((1, "Frames"), (error.Row, error.Column));
    }

    [Fact]
    public void Fitting_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => _ml.Transforms.StandardizeFrames("Out", "Frames", cancelled.Token).Fit(Frames()));
    }

    [Fact]
    public void A_channel_is_one_more_dimension_and_the_same_values()
    {
        IDataView view = Run(_ml.Transforms.PadSequence("Frames", frames: 20).Append(_ml.Transforms.AddChannel("Out", "Frames")));
        Assert.Equal([20, Width, 1], ((VectorDataViewType)view.Schema["Out"].Type).Dimensions);
        Assert.All(Rows(view), row => Assert.Equal(row.Frames, row.Out));
        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.AddChannel("Out", "Frames").Fit(Frames()));
        Assert.Contains("expected Vector<Single> of known size, got VarVector<Single>", error.Message);
    }

    private static StandardizeFramesTransformer Fit(StandardizeFramesEstimator estimator, IDataView data) => estimator.Fit(data);

    private IDataView Frames()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(SampleRow.Some());
        return FeatureCases.Mfcc(_ml).Fit(rows).Transform(rows);
    }

    private IDataView Run(IEstimator<ITransformer> estimator)
    {
        IDataView frames = Frames();
        return estimator.Fit(frames).Transform(frames);
    }

    private IEnumerable<(float[] Frames, float[] Out)> Rows(IDataView view) =>
        _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false).Select(row => (row.Frames, row.Out));

    internal sealed class Row
    {
        public float[] Frames { get; set; } = [];

        public float[] Out { get; set; } = [];
    }

    internal sealed class Three
    {
        [VectorType(3)]
        public float[] Frames { get; set; } = [];
    }
}
