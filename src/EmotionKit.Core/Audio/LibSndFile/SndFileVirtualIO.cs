using System.Runtime.InteropServices;

namespace EmotionKit.Audio.LibSndFile;

/// <summary>SF_VIRTUAL_IO of sndfile.h: how libsndfile reads through us.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SndFileVirtualIO
{
    public delegate* unmanaged[Cdecl]<nint, long> Length;
    public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
    public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Read;
    public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Write;
    public delegate* unmanaged[Cdecl]<nint, long> Tell;
}
