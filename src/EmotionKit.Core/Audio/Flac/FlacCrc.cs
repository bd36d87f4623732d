using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio.Flac;

/// <summary>The checksums of RFC 9639: CRC-8 of a frame header (9.1.8) and CRC-16 of a frame (9.3).</summary>
internal static class FlacCrc
{
    private const int Slices = 16;
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

    /// <summary>Sixteen bytes at a time ("slicing", Kounavis and Berry 2008).</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ref ushort table = ref MemoryMarshal.GetArrayDataReference(Table16);
        uint crc = 0;
        while (bytes.Length >= Slices)
        {
            ulong first = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ ((ulong)crc << 48);
            ulong second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
            crc = (uint)(Sliced(ref table, second) ^ Sliced(ref Unsafe.Add(ref table, 8 * 256), first));
            bytes = bytes[Slices..];
        }
        foreach (byte b in bytes)
            crc = (ushort)((crc << 8) ^ Unsafe.Add(ref table, (nint)((crc >> 8) ^ b)));
        return (ushort)crc;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Sliced(ref ushort table, ulong word) =>
        Unsafe.Add(ref table, (7 * 256) + (nint)(word >> 56))
        ^ Unsafe.Add(ref table, (6 * 256) + (nint)((word >> 48) & 0xFF))
        ^ Unsafe.Add(ref table, (5 * 256) + (nint)((word >> 40) & 0xFF))
        ^ Unsafe.Add(ref table, (4 * 256) + (nint)((word >> 32) & 0xFF))
        ^ Unsafe.Add(ref table, (3 * 256) + (nint)((word >> 24) & 0xFF))
        ^ Unsafe.Add(ref table, (2 * 256) + (nint)((word >> 16) & 0xFF))
        ^ Unsafe.Add(ref table, 256 + (nint)((word >> 8) & 0xFF))
        ^ Unsafe.Add(ref table, (nint)(word & 0xFF));

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
