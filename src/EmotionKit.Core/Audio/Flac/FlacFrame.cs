using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio.Flac;

/// <summary>Decodes one frame after another into buffers of its own, one run of samples per channel.</summary>
internal sealed class FlacFrame : IDisposable
{
    private int[] _samples = [];
    private long[] _side = [];

    public int BlockSize { get; private set; }

    public int Channels { get; private set; }

    public int BitsPerSample { get; private set; }

    /// <summary>Bytes of the frame, from sync code to checksum.</summary>
    public int Bytes { get; private set; }

    /// <summary>What is wrong with the frame; empty where nothing is.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The samples of a channel, at the bottom of 32 bits.</summary>
    public Span<int> Channel(int channel) => _samples.AsSpan(channel * BlockSize, BlockSize);

    /// <param name="bytes">From the frame's sync code on, as far as there is data.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="verify">Whether to check the CRC-16.</param>
    public FlacFrameResult Decode(ReadOnlySpan<byte> bytes, in FlacFrameHeader header, bool verify)
    {
        BlockSize = header.BlockSize;
        Channels = header.Channels;
        BitsPerSample = header.BitsPerSample;
        Problem = "";
        Rent(ref _samples, Channels * BlockSize);

        var reader = new BitReader(bytes[header.Bytes..]);
        string? problem = ReadSubframes(ref reader, header);
        // Whatever seems wrong behind the end of the data only shows that data is missing.
        if (reader.IsOverrun)
            return FlacFrameResult.NeedsMoreData;
        if (problem is not null)
            return Fail(problem);
        reader.Align();
        int body = header.Bytes + reader.BytesRead;
        if (body + 2 > bytes.Length)
            return FlacFrameResult.NeedsMoreData;
        Bytes = body + 2;
        if (verify && FlacCrc.Crc16(bytes[..body]) != BinaryPrimitives.ReadUInt16BigEndian(bytes[body..]))
            return Fail("the checksum (CRC-16) of the FLAC frame is wrong");
        return FlacFrameResult.Decoded;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_samples);
        ArrayPool<long>.Shared.Return(_side);
        _samples = [];
        _side = [];
    }

    private FlacFrameResult Fail(string problem)
    {
        Problem = problem;
        return FlacFrameResult.Damaged;
    }

    private string? ReadSubframes(ref BitReader reader, in FlacFrameHeader header)
    {
        for (int channel = 0; channel < header.Channels; channel++)
        {
            bool isSide = header.Mode == FlacChannelMode.SideRight ? channel == 0 : header.Mode != FlacChannelMode.Independent && channel == 1;
            int bits = header.BitsPerSample + (isSide ? 1 : 0);
            string? problem;
            if (bits <= 32)
            {
                problem = FlacSubframe.Read(ref reader, bits, Channel(channel));
            }
            else
            {
                Rent(ref _side, BlockSize);
                problem = FlacWideSubframe.Read(ref reader, bits, _side.AsSpan(0, BlockSize), Channel(channel));
            }
            if (problem is not null || reader.IsOverrun)
                return problem;
        }
        if (header.Mode == FlacChannelMode.Independent)
            return null;
        if (header.BitsPerSample == 32)
            Undo(header.Mode, Channel(0), Channel(1), _side.AsSpan(0, BlockSize));
        else
            Undo(header.Mode, Channel(0), Channel(1));
        return null;
    }

    private static void Undo(FlacChannelMode mode, Span<int> first, Span<int> second)
    {
        Span<Vector<int>> firstVectors = MemoryMarshal.Cast<int, Vector<int>>(first);
        Span<Vector<int>> secondVectors = MemoryMarshal.Cast<int, Vector<int>>(second);
        for (int i = 0; i < firstVectors.Length; i++)
        {
            Vector<int> a = firstVectors[i], b = secondVectors[i];
            if (mode == FlacChannelMode.LeftSide)
            {
                secondVectors[i] = a - b;
            }
            else if (mode == FlacChannelMode.SideRight)
            {
                firstVectors[i] = a + b;
            }
            else
            {
                Vector<int> sum = (a << 1) | (b & Vector<int>.One);
                firstVectors[i] = (sum + b) >> 1;
                secondVectors[i] = (sum - b) >> 1;
            }
        }
        for (int i = firstVectors.Length * Vector<int>.Count; i < first.Length; i++)
        {
            int a = first[i], b = second[i];
            if (mode == FlacChannelMode.LeftSide)
            {
                second[i] = a - b;
            }
            else if (mode == FlacChannelMode.SideRight)
            {
                first[i] = a + b;
            }
            else
            {
                int sum = (a << 1) | (b & 1);
                first[i] = (sum + b) >> 1;
                second[i] = (sum - b) >> 1;
            }
        }
    }

    private static void Undo(FlacChannelMode mode, Span<int> first, Span<int> second, ReadOnlySpan<long> side)
    {
        for (int i = 0; i < side.Length; i++)
        {
            if (mode == FlacChannelMode.LeftSide)
            {
                second[i] = (int)(first[i] - side[i]);
            }
            else if (mode == FlacChannelMode.SideRight)
            {
                first[i] = (int)(second[i] + side[i]);
            }
            else
            {
                long sum = ((long)first[i] << 1) | (side[i] & 1);
                first[i] = (int)((sum + side[i]) >> 1);
                second[i] = (int)((sum - side[i]) >> 1);
            }
        }
    }

    private static void Rent<T>(ref T[] buffer, int length)
    {
        if (buffer.Length >= length)
            return;
        ArrayPool<T>.Shared.Return(buffer);
        buffer = ArrayPool<T>.Shared.Rent(length);
    }
}
