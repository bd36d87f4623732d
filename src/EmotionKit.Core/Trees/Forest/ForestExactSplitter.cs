namespace EmotionKit.Trees;

/// <summary>Splits between any two neighbouring values.</summary>
internal sealed unsafe class ForestExactSplitter(ForestSample sample, int minSamplesLeaf) : ForestValueSplitter(sample, minSamplesLeaf)
{
    private readonly float[] _values = new float[sample.Count];
    private readonly int[] _rows = new int[sample.Count];

    public override bool Try(int column, ref DeterministicRandom random, ref ForestSplit best)
    {
        float* values = Data.Values + column;
        int present = 0;
        Array.Clear(Missing);
        Array.Clear(Left);
        for (int i = Start; i < Start + Count; i++)
        {
            int row = Sample.Order[i];
            float value = values[(nint)row * Data.Columns];
            if (float.IsNaN(value))
            {
                Missing[Lane(row)] += Sample.Weights[row];
                continue;
            }
            _values[present] = value;
            _rows[present++] = row;
        }
        int missing = Count - present;
        if (present == 0)
            return false;
        Span<float> sorted = _values.AsSpan(0, present);
        sorted.Sort(_rows.AsSpan(0, present));
        if (missing == 0 && sorted[0] == sorted[^1])
            return false;
        for (int i = 0; i < present; i++)
        {
            int row = _rows[i];
            Left[Lane(row)] += Sample.Weights[row];
            bool isLast = i + 1 == present;
            if (isLast ? missing == 0 : sorted[i + 1] == sorted[i])
                continue;
            float threshold = isLast ? float.MaxValue : ColumnBins.Between(sorted[i], sorted[i + 1]);
            Consider(new ForestSplit { Column = column, Threshold = threshold }, Left, i + 1, Missing, missing, ref best);
        }
        return true;
    }
}
