using System.Runtime.InteropServices;

namespace EmotionKit.Audio.LibSndFile;

/// <summary>The functions of libsndfile that are used (sndfile.h, API of 1.0 and later), found at run time.</summary>
internal sealed unsafe class SndFileLibrary
{
    // Where package managers put it. The loader's own search path comes first.
    private static readonly string[] LinuxNames = ["libsndfile.so.1", "libsndfile.so"];
    private static readonly string[] MacNames = ["libsndfile.1.dylib", "libsndfile.dylib", "/opt/homebrew/lib/libsndfile.dylib", "/usr/local/lib/libsndfile.dylib", "/opt/local/lib/libsndfile.dylib"];
    private static readonly string[] WindowsNames = ["sndfile.dll", "libsndfile-1.dll", "libsndfile.dll"];

    private static readonly Lazy<SndFileLibrary?> Loaded = new(Load);

    public readonly delegate* unmanaged[Cdecl]<SndFileVirtualIO*, int, SndFileInfo*, nint, nint> OpenVirtual;
    public readonly delegate* unmanaged[Cdecl]<nint, float*, long, long> ReadFloats;
    public readonly delegate* unmanaged[Cdecl]<nint, int*, long, long> ReadIntegers;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Error;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> ErrorText;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Close;

    // SFC_GET_FORMAT_MAJOR_COUNT and SFC_GET_FORMAT_MAJOR.
    private const int CountFormats = 0x1030, GetFormat = 0x1031;

    private readonly delegate* unmanaged[Cdecl]<nint, int, void*, int, int> _command;
    private readonly delegate* unmanaged[Cdecl]<byte*> _version;

    private SndFileLibrary(nint library)
    {
        OpenVirtual = (delegate* unmanaged[Cdecl]<SndFileVirtualIO*, int, SndFileInfo*, nint, nint>)NativeLibrary.GetExport(library, "sf_open_virtual");
        ReadFloats = (delegate* unmanaged[Cdecl]<nint, float*, long, long>)NativeLibrary.GetExport(library, "sf_readf_float");
        ReadIntegers = (delegate* unmanaged[Cdecl]<nint, int*, long, long>)NativeLibrary.GetExport(library, "sf_readf_int");
        Error = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_error");
        ErrorText = (delegate* unmanaged[Cdecl]<nint, byte*>)NativeLibrary.GetExport(library, "sf_strerror");
        Close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_close");
        _command = (delegate* unmanaged[Cdecl]<nint, int, void*, int, int>)NativeLibrary.GetExport(library, "sf_command");
        _version = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "sf_version_string");
    }

    /// <summary>Its name and version, as it says them.</summary>
    public string Version => Marshal.PtrToStringUTF8((nint)_version()) ?? "libsndfile";

    /// <summary>The kinds of files that this build of it knows, by the extension it gives them.</summary>
    public IReadOnlyList<string> Formats
    {
        get
        {
            int count = 0;
            _command(0, CountFormats, &count, sizeof(int));
            var extensions = new SortedSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < count; i++)
            {
                var format = new FormatInfo { Format = i };
                if (_command(0, GetFormat, &format, sizeof(FormatInfo)) == 0 && Marshal.PtrToStringUTF8((nint)format.Extension) is { Length: > 0 } extension)
                    extensions.Add(extension);
            }
            return [.. extensions];
        }
    }

    /// <summary>The library; <see langword="null"/> where it is not on the machine.</summary>
    public static SndFileLibrary? Instance => Loaded.Value;

    /// <summary>What to do where it is missing.</summary>
    public const string HowToInstall =
        "Install libsndfile 1.1 or later: Debian and Ubuntu 'apt-get install libsndfile1', macOS 'brew install libsndfile', " +
        "Windows: put sndfile.dll of github.com/libsndfile/libsndfile/releases beside the program or on PATH. Or convert the recording to WAV or FLAC.";

    /// <summary>What went wrong last, of an open file or (0) of opening one.</summary>
    public string Describe(nint file) => Marshal.PtrToStringUTF8((nint)ErrorText(file)) ?? "unknown error";

    /// <summary>SF_FORMAT_INFO of sndfile.h.</summary>
    private struct FormatInfo
    {
        public int Format;
        public byte* Name;
        public byte* Extension;
    }

    private static SndFileLibrary? Load()
    {
        string[] names = OperatingSystem.IsWindows() ? WindowsNames : OperatingSystem.IsMacOS() ? MacNames : LinuxNames;
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(SndFileLibrary).Assembly, null, out nint library))
                return new SndFileLibrary(library);
        }
        return null;
    }
}
