using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio.Flac;

/// <summary>
/// Reads bits, most significant first, through a 64-bit word that is refilled by whole words (the branch-free scheme of Giesen,
/// "Reading bits in far too many ways", 2018). Behind the end it reads zeros and says so: callers check <see cref="IsOverrun"/> once per step
/// instead of once per bit.
/// </summary>
internal ref struct BitReader
{
    private readonly ReadOnlySpan<byte> _data;
    // The next bits, from the top. Bits below the first _bits are either zero or already those that follow in the data.
    private ulong _word;
    private int _bits;
    private int _next;

    public BitReader(ReadOnlySpan<byte> data)
    {
        _data = data;
    }

    /// <summary>More bits were read than there are.</summary>
    public readonly bool IsOverrun => (8L * _next) - _bits > 8L * _data.Length;

    /// <summary>Bytes begun so far.</summary>
    public readonly int BytesRead => (int)(((8L * _next) - _bits + 7) >> 3);

    /// <summary>Moves to the next whole byte.</summary>
    public void Align()
    {
        int rest = _bits & 7;
        _word <<= rest;
        _bits -= rest;
    }

    /// <param name="count">0 to 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadBits(int count)
    {
        if (_bits < count)
            Refill();
        uint value = (uint)(_word >> 32 >> (32 - count));
        _word <<= count;
        _bits -= count;
        return value;
    }

    /// <param name="count">1 to 56.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadSigned(int count)
    {
        if (_bits < count)
            Refill();
        long value = (long)_word >> (64 - count);
        _word <<= count;
        _bits -= count;
        return value;
    }

    /// <summary>Zeros up to the next one, which is passed as well.</summary>
    public long ReadUnary()
    {
        long zeros = 0;
        while (true)
        {
            Refill();
            int leading = BitOperations.LeadingZeroCount(_word);
            if (leading < _bits)
            {
                _word = _word << leading << 1;
                _bits -= leading + 1;
                return zeros + leading;
            }
            zeros += _bits;
            _word = 0;
            _bits = 0;
            if (IsOverrun)
                return zeros;
        }
    }

    /// <summary>Rice codes of one partition (RFC 9639, 9.2.7.2): a unary quotient, <paramref name="parameter"/> bits, the sign folded into the lowest.</summary>
    /// <param name="output">Receives the values.</param>
    /// <param name="parameter">0 to 30.</param>
    /// <returns>False where a value does not fit into 32 bits.</returns>
    public bool ReadRice(scoped Span<int> output, int parameter)
    {
        ulong word = _word;
        int bits = _bits;
        int next = _next;
        int lastFull = _data.Length - sizeof(ulong);
        ref byte data = ref MemoryMarshal.GetReference(_data);
        ref int value = ref MemoryMarshal.GetReference(output);
        nint i = 0, count = output.Length;
        int down = 63 - parameter;
        while (true)
        {
            // Three codes to a refill: 56 bits nearly always hold them.
            while (i + 3 <= count && next <= lastFull)
            {
                word |= BigEndian(ref data, next) >> bits;
                next += (63 - bits) >> 3;
                bits |= 56;
                if (!TakeRice(ref word, ref bits, parameter, down, ref Unsafe.Add(ref value, i)))
                    break;
                if (!TakeRice(ref word, ref bits, parameter, down, ref Unsafe.Add(ref value, i + 1)))
                {
                    i++;
                    continue;
                }
                if (!TakeRice(ref word, ref bits, parameter, down, ref Unsafe.Add(ref value, i + 2)))
                {
                    i += 2;
                    continue;
                }
                i += 3;
            }
            while (i < count && next <= lastFull)
            {
                word |= BigEndian(ref data, next) >> bits;
                next += (63 - bits) >> 3;
                bits |= 56;
                if (!TakeRice(ref word, ref bits, parameter, down, ref Unsafe.Add(ref value, i)))
                    break;
                i++;
            }
            if (i == count)
                break;
            // A long code, or one of the last bytes.
            _word = word;
            _bits = bits;
            _next = next;
            if (!ReadAnyRice(parameter, out Unsafe.Add(ref value, i)))
                return false;
            i++;
            word = _word;
            bits = _bits;
            next = _next;
        }
        _word = word;
        _bits = bits;
        _next = next;
        return true;
    }

    /// <summary>Takes a Rice code off the word, if all of it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeRice(ref ulong word, ref int bits, int parameter, int down, ref int value)
    {
        int quotient = BitOperations.LeadingZeroCount(word);
        int length = quotient + 1 + parameter;
        if (length > bits)
            return false;
        // The remainder with the one before it, which ends the quotient and counts as 2^parameter too much.
        uint oneAndRemainder = (uint)(word << quotient >> down);
        uint folded = oneAndRemainder + ((uint)(quotient - 1) << parameter);
        word <<= length;
        bits -= length;
        value = (int)(folded >> 1) ^ -(int)(folded & 1);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BigEndian(ref byte data, int at)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref data, at));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;
    }

    private bool ReadAnyRice(int parameter, out int value)
    {
        ulong folded = (ulong)ReadUnary();
        value = 0;
        if (folded > uint.MaxValue >> parameter)
            return false;
        folded = (folded << parameter) | ReadBits(parameter);
        value = (int)(uint)(folded >> 1) ^ -(int)(folded & 1);
        return true;
    }

    /// <summary>Fills the word to at least 56 bits.</summary>
    private void Refill()
    {
        if (_next <= _data.Length - sizeof(ulong))
        {
            _word |= BinaryPrimitives.ReadUInt64BigEndian(_data[_next..]) >> _bits;
            _next += (63 - _bits) >> 3;
            _bits |= 56;
            return;
        }
        while (_bits <= 56)
        {
            ulong following = _next < _data.Length ? _data[_next] : 0u;
            _word |= following << (56 - _bits);
            _next++;
            _bits += 8;
        }
    }
}
