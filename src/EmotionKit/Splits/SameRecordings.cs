namespace EmotionKit.Splits;

/// <summary>Which recordings count as the same, and so stay on one side of a split.</summary>
public enum SameRecordings
{
    /// <summary>Rows with the same path.</summary>
    Path,

    /// <summary>Also files with the same bytes.</summary>
    Bytes,

    /// <summary>
    /// Also files that sound the same: of one rate and length, their samples differing by 30 dB less than they are loud, so that another
    /// format, tag or dither does not hide a copy. Every file is decoded once.
    /// </summary>
    Sound,
}
