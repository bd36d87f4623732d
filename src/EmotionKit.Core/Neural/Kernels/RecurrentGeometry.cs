namespace EmotionKit.Neural.Kernels;

/// <summary>The shape of a recurrent layer over sequences [batch, time, input].</summary>
/// <param name="Batch">Rows, 0 or more.</param>
/// <param name="Time">Steps, 0 or more.</param>
/// <param name="Input">Numbers per step, 1 or more.</param>
/// <param name="Units">Size of the state, 1 or more.</param>
/// <param name="Reverse">Runs from a row's last step to its first; outputs stay at the step that they belong to, as in ONNX.</param>
internal readonly record struct RecurrentGeometry(int Batch, int Time, int Input, int Units, bool Reverse = false)
{
    public int InputLength => checked(Batch * Time * Input);
    public int OutputLength => checked(Batch * Time * Units);
    public int StateLength => checked(Batch * Units);

    /// <summary>Steps of a row; lengths are per row or empty, and clamped to 0 and <see cref="Time"/>.</summary>
    public int Steps(ReadOnlySpan<int> lengths, int row) => lengths.IsEmpty ? Time : Math.Clamp(lengths[row], 0, Time);

    /// <summary>The place in time of a row's step number <paramref name="step"/>.</summary>
    public int At(int step, int steps) => Reverse ? steps - 1 - step : step;

    public void Validate(ReadOnlySpan<int> lengths)
    {
        Check.AtLeast(Batch, 0);
        Check.AtLeast(Time, 0);
        Check.AtLeast(Input, 1);
        Check.AtLeast(Units, 1);
        if (!lengths.IsEmpty)
            Check.Length(lengths.Length, Batch, nameof(lengths));
    }
}
