namespace EmotionKit.Evaluation;

/// <summary>One group of a lift and gain table.</summary>
/// <param name="Group">From 1, the group of the highest scores.</param>
/// <param name="Rows">Rows in the group.</param>
/// <param name="LowestScore">The lowest score in it.</param>
/// <param name="HighestScore">The highest score in it.</param>
/// <param name="Positives">Positive rows in it. Rows of one score that straddle groups share their positives evenly, so this may be a fraction.</param>
/// <param name="PositiveRate">Share of the group's rows that is positive.</param>
/// <param name="Lift">That share divided by the share in all rows.</param>
/// <param name="CumulativeRows">Share of all rows in this and higher groups, 0 to 1.</param>
/// <param name="Gain">Share of all positive rows in this and higher groups, 0 to 1.</param>
/// <param name="CumulativeLift"><paramref name="Gain"/> divided by <paramref name="CumulativeRows"/>.</param>
/// <param name="Ks">Share of the positives in this and higher groups minus that of the negatives, -1 to 1.</param>
public readonly record struct LiftRow(
    int Group, int Rows, double LowestScore, double HighestScore, double Positives, double PositiveRate, double Lift,
    double CumulativeRows, double Gain, double CumulativeLift, double Ks);
