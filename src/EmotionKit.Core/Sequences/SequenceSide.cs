namespace EmotionKit.Sequences;

/// <summary>An end of a sequence.</summary>
public enum SequenceSide
{
    /// <summary>The last frames.</summary>
    End,

    /// <summary>The first frames.</summary>
    Start,
}
