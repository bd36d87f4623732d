namespace EmotionKit.Core.Tests.Neural;

/// <summary>One row at one layer, in double precision, as long as the row itself.</summary>
internal sealed record RowValue(double[] Data, int[] Shape)
{
    public int Channels => Shape[^1];

    public int Frames => Data.Length / Channels;

    public static RowValue Zeros(params int[] shape) => new(new double[shape.Aggregate(1, (a, b) => a * b)], shape);

    public RowValue Map(Func<double, double> f) => this with { Data = [.. Data.Select(f)] };
}
