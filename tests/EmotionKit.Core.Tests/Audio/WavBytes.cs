using System.Buffers.Binary;
using System.Text;

namespace EmotionKit.Core.Tests.Audio;

/// <summary>Builds RIFF files byte by byte.</summary>
internal sealed class WavBytes(string riff = "RIFF")
{
    private readonly MemoryStream _chunks = new();

    public WavBytes Chunk(string name, ReadOnlySpan<byte> body, uint? size = null, bool pad = true)
    {
        _chunks.Write(Encoding.ASCII.GetBytes(name));
        Span<byte> length = stackalloc byte[4];
        if (riff == "RIFX")
            BinaryPrimitives.WriteUInt32BigEndian(length, size ?? (uint)body.Length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(length, size ?? (uint)body.Length);
        _chunks.Write(length);
        _chunks.Write(body);
        if (pad && body.Length % 2 != 0)
            _chunks.WriteByte(0);
        return this;
    }

    public WavBytes Format(int tag, int channels, int sampleRate, int bits, int? bytesPerFrame = null) =>
        Chunk("fmt ", FormatBody(tag, channels, sampleRate, bits, bytesPerFrame));

    public static byte[] FormatBody(int tag, int channels, int sampleRate, int bits, int? bytesPerFrame = null)
    {
        var body = new byte[16];
        int frame = bytesPerFrame ?? channels * ((bits + 7) / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), (uint)sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), (uint)(sampleRate * frame));
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(12), (ushort)frame);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(14), (ushort)bits);
        return body;
    }

    public WavBytes Extensible(int subtype, int channels, int sampleRate, int containerBits, int validBits)
    {
        var extension = new byte[24];
        BinaryPrimitives.WriteUInt16LittleEndian(extension, 22);
        BinaryPrimitives.WriteUInt16LittleEndian(extension.AsSpan(2), (ushort)validBits);
        BinaryPrimitives.WriteUInt16LittleEndian(extension.AsSpan(8), (ushort)subtype);
        new byte[] { 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71 }.CopyTo(extension, 10);
        return Chunk("fmt ", [.. FormatBody(0xFFFE, channels, sampleRate, containerBits), .. extension]);
    }

    public byte[] ToArray(uint? riffSize = null)
    {
        byte[] chunks = _chunks.ToArray();
        var file = new byte[12 + chunks.Length];
        Encoding.ASCII.GetBytes(riff).CopyTo(file, 0);
        if (riff == "RIFX")
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), riffSize ?? (uint)(file.Length - 8));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), riffSize ?? (uint)(file.Length - 8));
        "WAVE"u8.CopyTo(file.AsSpan(8));
        chunks.CopyTo(file, 12);
        return file;
    }
}
