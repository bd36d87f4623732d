using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio.LibSndFile;

/// <summary>What libsndfile calls. No exception may cross into native code: the first is kept, and thrown by the decoder.</summary>
internal sealed unsafe class SndFileCallbacks(ByteSource source, long origin)
{
    private const int SeekCurrent = 1;
    private const int SeekEnd = 2;

    /// <summary>What reading the source threw.</summary>
    public Exception? Failure { get; private set; }

    public static SndFileVirtualIO Table => new()
    {
        Length = &GetLength,
        Seek = &Seek,
        Read = &Read,
        Write = &Write,
        Tell = &Tell,
    };

    private long Length => source.Length!.Value - origin;

    private static SndFileCallbacks Of(nint handle) => (SndFileCallbacks)GCHandle.FromIntPtr(handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GetLength(nint handle) => Of(handle).Length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint handle) => Of(handle).Position;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, nint handle) => Of(handle).Seek(offset, whence);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(byte* destination, long count, nint handle) => Of(handle).Read(destination, count);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(byte* from, long count, nint handle) => 0;

    private long Position => source.Position - origin;

    private long Seek(long offset, int whence)
    {
        try
        {
            long from = whence == SeekCurrent ? Position : whence == SeekEnd ? Length : 0;
            source.Seek(origin + Math.Clamp(from + offset, 0, Length));
            return Position;
        }
        catch (Exception e)
        {
            Failure ??= e;
            return -1;
        }
    }

    private long Read(byte* destination, long count)
    {
        try
        {
            long done = 0;
            while (done < count)
            {
                ReadOnlySpan<byte> window = source.Ensure(1);
                if (window.IsEmpty)
                    break;
                int part = (int)Math.Min(window.Length, count - done);
                window[..part].CopyTo(new Span<byte>(destination + done, part));
                source.Advance(part);
                done += part;
            }
            return done;
        }
        catch (Exception e)
        {
            Failure ??= e;
            return 0;
        }
    }
}
