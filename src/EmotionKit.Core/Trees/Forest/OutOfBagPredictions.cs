namespace EmotionKit.Trees;

/// <summary>What a forest's trees say of the rows that they did not learn from (Breiman 2001).</summary>
public sealed class OutOfBagPredictions
{
    private readonly float[] _probabilities;

    internal OutOfBagPredictions(float[] probabilities, int rows, double accuracy)
    {
        _probabilities = probabilities;
        Rows = rows;
        Accuracy = accuracy;
    }

    /// <summary>[row, class]; NaN for a row that every tree learned from.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>Rows that at least one tree did not learn from.</summary>
    public int Rows { get; }

    /// <summary>The part of these rows whose most probable class is the true one, 0 to 1; scikit-learn's <c>oob_score_</c>. NaN without such rows.</summary>
    public double Accuracy { get; }
}
