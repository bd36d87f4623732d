using System.Buffers.Binary;

namespace EmotionKit.Audio.Flac;

/// <summary>The checksums of RFC 9639: CRC-8 of a frame header (9.1.8) and CRC-16 of a frame (9.3).</summary>
internal static class FlacCrc
{
    private const int Slices = 8;
    private const uint Polynomial8 = 0x07;
    private const uint Polynomial16 = 0x8005;

    private static readonly byte[] Table8 = BuildTable8();
    private static readonly ushort[] Table16 = BuildTable16();

    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte b in bytes)
            crc = Table8[crc ^ b];
        return crc;
    }

    /// <summary>Eight bytes at a time ("slicing by 8", Kounavis and Berry 2008).</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> table = Table16;
        uint crc = 0;
        while (bytes.Length >= Slices)
        {
            ulong word = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ ((ulong)crc << 48);
            crc = (uint)(table[(7 * 256) + (int)(word >> 56)]
                ^ table[(6 * 256) + (int)((word >> 48) & 0xFF)]
                ^ table[(5 * 256) + (int)((word >> 40) & 0xFF)]
                ^ table[(4 * 256) + (int)((word >> 32) & 0xFF)]
                ^ table[(3 * 256) + (int)((word >> 24) & 0xFF)]
                ^ table[(2 * 256) + (int)((word >> 16) & 0xFF)]
                ^ table[256 + (int)((word >> 8) & 0xFF)]
                ^ table[(int)(word & 0xFF)]);
            bytes = bytes[Slices..];
        }
        foreach (byte b in bytes)
            crc = (ushort)((crc << 8) ^ table[(int)((crc >> 8) ^ b)]);
        return (ushort)crc;
    }

    private static byte[] BuildTable8()
    {
        var table = new byte[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x80) != 0 ? (crc << 1) ^ Polynomial8 : crc << 1;
            table[i] = (byte)crc;
        }
        return table;
    }

    /// <summary>Table k holds the checksum of a byte that k zero bytes follow.</summary>
    private static ushort[] BuildTable16()
    {
        var table = new ushort[Slices * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial16 : crc << 1;
            table[i] = (ushort)crc;
        }
        for (int i = 256; i < table.Length; i++)
        {
            ushort former = table[i - 256];
            table[i] = (ushort)((former << 8) ^ table[former >> 8]);
        }
        return table;
    }
}
