namespace EmotionKit.Reporting;

/// <summary>How far the look at a data set is.</summary>
/// <param name="Done">Recordings, rows or columns that have been looked at.</param>
/// <param name="Total">Of how many; 0 where that is not known before the end.</param>
public readonly record struct DatasetProgress(int Done, int Total);
