using System.Numerics;
using System.Security.Cryptography;

namespace EmotionKit.Core.Tests.Audio;

/// <summary>
/// Writes FLAC files of any sort, by the letter of RFC 9639 and without compressing well. The checksums are computed bit by bit.
/// </summary>
internal sealed class FlacBytes(int bitsPerSample, int channels, int sampleRate = 44100, int maximumBlockSize = 65535)
{
    private readonly List<byte> _frames = [];
    private readonly List<byte> _hashed = [];
    private readonly List<byte> _blocks = [];
    private long _samples;
    private int _number;

    public bool WithMd5 { get; init; } = true;

    public long? TotalSamples { get; init; }

    /// <summary>What one subframe is made of.</summary>
    public sealed record Subframe(long[] Samples)
    {
        /// <summary>"constant", "verbatim", "fixed" or "lpc".</summary>
        public string Kind { get; init; } = "verbatim";

        public int Order { get; init; }

        public int[] Coefficients { get; init; } = [];

        public int Precision { get; init; } = 15;

        public int Shift { get; init; }

        public int WastedBits { get; init; }

        public int PartitionOrder { get; init; }

        /// <summary>4 or 5.</summary>
        public int ParameterBits { get; init; } = 4;

        /// <summary>Rice parameter of each partition in turn; -1 for unencoded residuals.</summary>
        public int[] Parameters { get; init; } = [0];
    }

    public FlacBytes Metadata(int type, byte[] body)
    {
        _blocks.Add((byte)type);
        _blocks.AddRange([(byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length]);
        _blocks.AddRange(body);
        return this;
    }

    /// <param name="channelCode">Channels less 1, or 8 left/side, 9 side/right, 10 mid/side.</param>
    /// <param name="output">The samples that should come out, per channel.</param>
    /// <param name="subframes">What is stored.</param>
    /// <param name="bits">Bits per sample in the header, where not those of the file.</param>
    /// <param name="rateHz">Rate in the header, where not that of the file.</param>
    public FlacBytes Frame(int channelCode, long[][] output, Subframe[] subframes, int? bits = null, int? rateHz = null)
    {
        int depth = bits ?? bitsPerSample;
        int blockSize = subframes[0].Samples.Length;
        var header = new BitWriter();
        header.Bits(0b11111111111110, 14);
        header.Bits(0, 2);
        header.Bits(7, 4);
        header.Bits(rateHz is null ? 0 : 13, 4);
        header.Bits(channelCode, 4);
        header.Bits(bits is null ? 0 : depth switch { 8 => 1, 12 => 2, 16 => 4, 20 => 5, 24 => 6, _ => 7 }, 3);
        header.Bits(0, 1);
        Number(header, _number++);
        header.Bits(blockSize - 1, 16);
        if (rateHz is { } rate)
            header.Bits(rate, 16);
        byte[] head = header.ToArray();

        var body = new BitWriter();
        foreach (byte b in (byte[])[.. head, Crc8(head)])
            body.Bits(b, 8);
        for (int i = 0; i < subframes.Length; i++)
            Write(body, subframes[i], depth + (channelCode switch { 8 or 10 => i == 1, 9 => i == 0, _ => false } ? 1 : 0));
        byte[] frame = body.ToArray();
        ushort crc = Crc16(frame);
        _frames.AddRange([.. frame, (byte)(crc >> 8), (byte)crc]);

        for (int i = 0; i < blockSize; i++)
        {
            foreach (long[] channel in output)
            {
                for (int b = 0; b < (bitsPerSample + 7) / 8; b++)
                    _hashed.Add((byte)(channel[i] >> (8 * b)));
            }
        }
        _samples += blockSize;
        return this;
    }

    public byte[] Frames => [.. _frames];

    public byte[] ToArray()
    {
        var info = new BitWriter();
        info.Bits(16, 16);
        info.Bits(maximumBlockSize, 16);
        info.Bits(0, 48);
        info.Bits(sampleRate, 20);
        info.Bits(channels - 1, 3);
        info.Bits(bitsPerSample - 1, 5);
        info.Bits(TotalSamples ?? _samples, 36);
        byte[] md5 = WithMd5 ? MD5.HashData([.. _hashed]) : new byte[16];
        byte[] blocks = [0, 0, 0, 34, .. info.ToArray(), .. md5, .. _blocks];
        int last = 0;
        for (int at = 0; at < blocks.Length; at += 4 + (blocks[at + 1] << 16 | blocks[at + 2] << 8 | blocks[at + 3]))
            last = at;
        blocks[last] |= 0x80;
        return [.. "fLaC"u8, .. blocks, .. _frames];
    }

    private static void Write(BitWriter writer, Subframe subframe, int depth)
    {
        int bits = depth - subframe.WastedBits;
        long[] samples = [.. subframe.Samples.Select(s => s >> subframe.WastedBits)];
        int type = subframe.Kind switch { "constant" => 0, "verbatim" => 1, "fixed" => 8 + subframe.Order, _ => 31 + subframe.Order };
        writer.Bits(0, 1);
        writer.Bits(type, 6);
        writer.Bits(subframe.WastedBits > 0 ? 1 : 0, 1);
        if (subframe.WastedBits > 0)
            writer.Unary(subframe.WastedBits - 1);
        if (type == 0)
        {
            writer.Bits(samples[0], bits);
            return;
        }
        int plain = type == 1 ? samples.Length : subframe.Order;
        foreach (long sample in samples[..plain])
            writer.Bits(sample, bits);
        if (type == 1)
            return;
        int[] coefficients = subframe.Kind == "fixed" ? Fixed(subframe.Order) : subframe.Coefficients;
        if (subframe.Kind == "lpc")
        {
            writer.Bits(subframe.Precision - 1, 4);
            writer.Bits(subframe.Shift, 5);
            foreach (int coefficient in coefficients)
                writer.Bits(coefficient, subframe.Precision);
        }
        WriteResidual(writer, subframe, samples, coefficients);
    }

    private static void WriteResidual(BitWriter writer, Subframe subframe, long[] samples, int[] coefficients)
    {
        writer.Bits(subframe.ParameterBits - 4, 2);
        writer.Bits(subframe.PartitionOrder, 4);
        int partitionSamples = samples.Length >> subframe.PartitionOrder;
        for (int partition = 0, n = subframe.Order; n < samples.Length || partition < 1 << subframe.PartitionOrder; partition++)
        {
            int parameter = subframe.Parameters[partition % subframe.Parameters.Length];
            int end = (partition + 1) * partitionSamples;
            long[] residuals = [.. Enumerable.Range(n, end - n).Select(i => samples[i] - Predict(samples, i, coefficients, subframe.Shift))];
            n = end;
            if (parameter >= 0)
            {
                writer.Bits(parameter, subframe.ParameterBits);
                foreach (long residual in residuals)
                {
                    long folded = residual >= 0 ? 2 * residual : (-2 * residual) - 1;
                    writer.Unary(folded >> parameter);
                    writer.Bits(folded, parameter);
                }
                continue;
            }
            int width = residuals.All(r => r == 0) ? 0 : residuals.Max(r => 65 - BitOperations.LeadingZeroCount((ulong)(r < 0 ? ~r : r)));
            writer.Bits((1 << subframe.ParameterBits) - 1, subframe.ParameterBits);
            writer.Bits(width, 5);
            foreach (long residual in residuals)
                writer.Bits(residual, width);
        }
    }

    private static long Predict(long[] samples, int at, int[] coefficients, int shift)
    {
        BigInteger sum = 0;
        for (int i = 0; i < coefficients.Length; i++)
            sum += (BigInteger)coefficients[i] * samples[at - 1 - i];
        return (long)(sum >> shift);
    }

    private static int[] Fixed(int order) => order switch
    {
        0 => [],
        1 => [1],
        2 => [2, -1],
        3 => [3, -3, 1],
        _ => [4, -6, 4, -1],
    };

    private static void Number(BitWriter writer, int number)
    {
        if (number < 0x80)
        {
            writer.Bits(number, 8);
            return;
        }
        writer.Bits(0b110, 3);
        writer.Bits(number >> 6, 5);
        writer.Bits(0b10, 2);
        writer.Bits(number, 6);
    }

    private static byte Crc8(byte[] bytes) => (byte)Crc(bytes, 8, 0x07);

    private static ushort Crc16(byte[] bytes) => (ushort)Crc(bytes, 16, 0x8005);

    private static uint Crc(byte[] bytes, int width, uint polynomial)
    {
        uint crc = 0;
        foreach (byte b in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool isSet = ((crc >> (width - 1)) & 1) != ((uint)(b >> bit) & 1);
                crc = (crc << 1) & ((1u << width) - 1);
                if (isSet)
                    crc ^= polynomial;
            }
        }
        return crc;
    }
}
