namespace EmotionKit.Onnx.Networks;

/// <summary>The order of a value's axes. A network's layers are channels-last; ONNX's convolutions and recurrent operators are not.</summary>
internal enum Layout
{
    /// <summary>(batch, time or height, width, channels).</summary>
    ChannelsLast,

    /// <summary>(batch, channels, time or height, width).</summary>
    ChannelsFirst,

    /// <summary>(time, batch, channels); of sequences only.</summary>
    TimeFirst,
}
