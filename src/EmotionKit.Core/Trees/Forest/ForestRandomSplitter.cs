namespace EmotionKit.Trees;

/// <summary>Splits at a threshold drawn between the lowest and the highest value.</summary>
internal sealed unsafe class ForestRandomSplitter(ForestSample sample, int minSamplesLeaf) : ForestValueSplitter(sample, minSamplesLeaf)
{
    public override bool Try(int column, ref DeterministicRandom random, ref ForestSplit best)
    {
        float* values = Data.Values + column;
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        int missing = 0;
        for (int i = Start; i < Start + Count; i++)
        {
            float value = values[(nint)Sample.Order[i] * Data.Columns];
            if (float.IsNaN(value))
                missing++;
            lowest = value < lowest ? value : lowest;
            highest = value > highest ? value : highest;
        }
        if (missing == Count || (missing == 0 && lowest == highest))
            return false;
        float threshold = lowest == highest ? float.MaxValue : (float)random.NextDouble(lowest, highest);
        if (threshold >= highest && lowest < highest)
            threshold = lowest;
        Array.Clear(Missing);
        Array.Clear(Left);
        int left = 0;
        for (int i = Start; i < Start + Count; i++)
        {
            int row = Sample.Order[i];
            float value = values[(nint)row * Data.Columns];
            if (float.IsNaN(value))
            {
                Missing[Lane(row)] += Sample.Weights[row];
            }
            else if (value <= threshold)
            {
                Left[Lane(row)] += Sample.Weights[row];
                left++;
            }
        }
        Consider(new ForestSplit { Column = column, Threshold = threshold }, Left, left, Missing, missing, ref best);
        return true;
    }
}
