namespace EmotionKit.Reporting;

/// <summary>What the rows of a data set are.</summary>
public enum DatasetKind
{
    /// <summary>Recordings: a text column with their paths.</summary>
    Speech,

    /// <summary>Images: Vector of Single of height, width and 1 or 3 channels.</summary>
    Images,

    /// <summary>Numbers, texts and truth values.</summary>
    Table,
}
