namespace EmotionKit.Audio;

/// <summary>What a header says about uncompressed samples.</summary>
internal readonly record struct PcmFormat(PcmEncoding Encoding, int SampleRate, int Channels, int BitsPerSample)
{
    public int BytesPerFrame => Encoding.BytesPerSample() * Channels;
}
