namespace EmotionKit.Audio.Flac;

/// <summary>What became of a frame.</summary>
internal enum FlacFrameResult
{
    Decoded,

    /// <summary>The frame goes beyond the bytes given.</summary>
    NeedsMoreData,

    /// <summary>No more bytes would help.</summary>
    Damaged,
}
