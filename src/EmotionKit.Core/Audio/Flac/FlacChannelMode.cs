namespace EmotionKit.Audio.Flac;

/// <summary>How two channels are stored (RFC 9639, 9.1.3).</summary>
internal enum FlacChannelMode
{
    Independent,

    /// <summary>Left, and left minus right.</summary>
    LeftSide,

    /// <summary>Left minus right, and right.</summary>
    SideRight,

    /// <summary>Half the sum, and left minus right.</summary>
    MidSide,
}
