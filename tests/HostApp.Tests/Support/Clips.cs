using System.Buffers.Binary;
using EmotionKit.Audio;
using EmotionKit.Signal;

namespace HostApp.Tests;

/// <summary>Recordings as files in memory.</summary>
internal static class Clips
{
    public static byte[] Voice(SyntheticEmotion emotion = SyntheticEmotion.Angry, int utterance = 1) =>
        Wav(SyntheticVoice.Render(emotion, speaker: 3, utterance), SyntheticVoice.SampleRate);

    public static byte[] Wav(float[] mono, int rate)
    {
        using var file = new MemoryStream();
        WavWriter.Write(file, mono, rate);
        return file.ToArray();
    }

    public static byte[] Tone(double seconds, int rate = 16_000, double level = 0.3) =>
        Wav([.. Enumerable.Range(0, (int)(seconds * rate)).Select(i => (float)(level * Math.Sin(2 * Math.PI * 220 * i / rate) * Math.Sin(7.0 * i / rate)))], rate);

    /// <summary>Two channels of 16 bits, by hand.</summary>
    public static byte[] Stereo(double seconds, int rate)
    {
        int frames = (int)(seconds * rate);
        byte[] file = new byte[44 + 4 * frames];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 2);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 4 * rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 4);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 4 * frames);
        for (int i = 0; i < frames; i++)
        {
            short value = (short)(9000 * Math.Sin(2 * Math.PI * 300 * i / rate) * Math.Sin(9.0 * i / rate));
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + 4 * i), value);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(46 + 4 * i), (short)(value / 2));
        }
        return file;
    }
}
