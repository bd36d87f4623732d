using EmotionKit.Rows;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Sequences;

public sealed class ConcatenateFramesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Each_frame_holds_the_coefficients_of_every_column_in_turn()
    {
        IDataView joined = Join(new Row { A = [1, 2, 3, 4, 5, 6], B = [10, 20, 30] });
        Assert.Equal([3, 3], ((VectorDataViewType)joined.Schema["Out"].Type).Dimensions);
        Assert.Equal([1, 2, 10, 3, 4, 20, 5, 6, 30], joined.GetColumn<float[]>("Out").Single());
    }

    [Fact]
    public void Columns_of_different_numbers_of_frames_are_refused()
    {
        IDataView rows = Rows(new Row { A = [1, 2, 3, 4, 5, 6], B = [10, 20, 30] }, aFrames: 2, aWidth: 3);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => _ml.Transforms.ConcatenateFrames("Out", "A", "B").Fit(rows));
        Assert.Contains("column 'B': expected 2 frames as in 'A', got 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_whose_clips_have_different_numbers_of_frames_is_named()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable([new Row { A = Tones(1600), B = Tones(1600) }, new Row { A = Tones(1600), B = Tones(800) }]);
        IEstimator<ITransformer> pipeline = _ml.Transforms.ExtractMfcc("X", "A", new() { NFft = 256, HopLength = 80, NMfcc = 5, NMels = 8 }, 8000)
            .Append(_ml.Transforms.ExtractMfcc("Y", "B", new() { NFft = 256, HopLength = 80, NMfcc = 3, NMels = 8 }, 8000))
            .Append(_ml.Transforms.ConcatenateFrames("Out", "X", "Y"));
        RowException refused = Assert.Throws<RowException>(() => pipeline.Fit(rows).Transform(rows).GetColumn<float[]>("Out").Count());
        Assert.Equal((1, "ConcatenateFrames"), (refused.Row, refused.Component));
    }

    [Fact]
    public void Padded_columns_are_refused_since_the_padding_would_be_lost()
    {
        IDataView rows = Rows(new Row { A = [1, 2, 3, 4, 5, 6], B = [10, 20, 30] });
        IEstimator<ITransformer> pipeline = _ml.Transforms.PadSequence("A", frames: 5).Append(_ml.Transforms.ConcatenateFrames("Out", "A", "B"));
        Assert.Contains("before PadSequence", Assert.Throws<ArgumentException>(() => pipeline.Fit(rows)).Message, StringComparison.Ordinal);
    }

    private IDataView Join(Row row) => _ml.Transforms.ConcatenateFrames("Out", "A", "B").Fit(Rows(row)).Transform(Rows(row));

    private IDataView Rows(Row row, int aFrames = 3, int aWidth = 2)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["A"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, aFrames, aWidth);
        schema["B"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, 1);
        return _ml.Data.LoadFromEnumerable([row], schema);
    }

    private static float[] Tones(int samples) => [.. Enumerable.Range(0, samples).Select(i => MathF.Sin(i * 0.3f))];

    private sealed class Row
    {
        public float[] A { get; set; } = [];

        public float[] B { get; set; } = [];
    }
}
