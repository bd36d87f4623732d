namespace EmotionKit.Scorecards;

/// <summary>A column cut into bins with their weights of evidence, and the bin of each row.</summary>
internal sealed record BinnedColumn(string Name, bool IsNumeric, ScorecardBin[] Bins, int[] BinOfRow, double InformationValue);
