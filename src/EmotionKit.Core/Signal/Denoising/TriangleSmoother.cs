namespace EmotionKit.Signal;

/// <summary>Averages under a triangle. At the ends the part of the triangle that lies inside is the average's weight, so that a constant
/// stays one.</summary>
internal sealed class TriangleSmoother
{
    /// <param name="reach">Values to each side that count.</param>
    public TriangleSmoother(int reach)
    {
        Reach = reach;
        Weights = new float[2 * reach + 1];
        for (int i = 0; i < Weights.Length; i++)
            Weights[i] = (reach + 1 - Math.Abs(i - reach)) / ((reach + 1f) * (reach + 1f));
    }

    public int Reach { get; }

    /// <summary>From -Reach to Reach; their sum is 1.</summary>
    public float[] Weights { get; }

    /// <summary>The weight that lies inside a row of <paramref name="length"/> values around <paramref name="index"/>.</summary>
    public float Inside(int index, int length)
    {
        float sum = 0;
        for (int k = Math.Max(0, Reach - index); k < Math.Min(Weights.Length, length - index + Reach); k++)
            sum += Weights[k];
        return sum;
    }
}
