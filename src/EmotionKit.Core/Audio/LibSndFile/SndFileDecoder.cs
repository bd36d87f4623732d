using System.Runtime.InteropServices;

namespace EmotionKit.Audio.LibSndFile;

/// <summary>Whatever libsndfile decodes: MP3, Ogg Vorbis, Opus, CAF, W64, AU, ADPCM ...</summary>
internal sealed unsafe class SndFileDecoder : AudioDecoder
{
    private const int ModeRead = 0x10;

    private readonly SndFileLibrary _library;
    private readonly ByteSource _source;
    private readonly SndFileCallbacks _callbacks;
    private readonly bool _isFloat;
    private GCHandle _callbackHandle;
    private nint _file;
    private long _decoded;
    private bool _ended;

    private SndFileDecoder(SndFileLibrary library, ByteSource source, SndFileCallbacks callbacks, GCHandle callbackHandle, nint file, in SndFileInfo info)
        : base(source.Name, Describe(info))
    {
        _library = library;
        _source = source;
        _callbacks = callbacks;
        _callbackHandle = callbackHandle;
        _file = file;
        _isFloat = SndFileFormat.IsFloat(info.Format);
    }

    /// <summary>Releases the native file of a decoder that was not disposed.</summary>
    ~SndFileDecoder() => Dispose(false);

    /// <param name="library">libsndfile.</param>
    /// <param name="source">At the first byte of the recording; it can seek.</param>
    /// <exception cref="AudioFormatException">libsndfile does not know the format, or finds it damaged.</exception>
    public static SndFileDecoder Open(SndFileLibrary library, ByteSource source)
    {
        var callbacks = new SndFileCallbacks(source, source.Position);
        GCHandle handle = GCHandle.Alloc(callbacks);
        nint file = 0;
        try
        {
            SndFileVirtualIO table = SndFileCallbacks.Table;
            SndFileInfo info = default;
            file = library.OpenVirtual(&table, ModeRead, &info, GCHandle.ToIntPtr(handle));
            if (callbacks.Failure is { } failure)
                throw new IOException($"{source.Name}: {failure.Message}", failure);
            if (file == 0)
                throw AudioFormatException.In(source.Name, $"libsndfile cannot decode it: {library.Describe(0)}");
            if (info.Channels < 1 || info.SampleRate < 1)
                throw AudioFormatException.In(source.Name, $"expected channels and a sample rate, got {info.Channels} channels at {info.SampleRate} Hz from libsndfile.");
            var decoder = new SndFileDecoder(library, source, callbacks, handle, file, info);
            file = 0;
            handle = default;
            return decoder;
        }
        finally
        {
            if (file != 0)
                library.Close(file);
            if (handle.IsAllocated)
                handle.Free();
        }
    }

    public override int ReadFrames(Span<float> interleaved)
    {
        int frames = Capacity(interleaved.Length);
        if (!_isFloat)
        {
            int read = ReadFrames(MemoryMarshal.Cast<float, int>(interleaved));
            Span<float> samples = interleaved[..(read * Info.Channels)];
            PcmConverter.ToSingle(MemoryMarshal.Cast<float, int>(samples), samples);
            return read;
        }
        fixed (float* output = interleaved)
            return Checked(_library.ReadFloats(_file, output, frames));
    }

    public override int ReadFrames(Span<int> interleaved)
    {
        int frames = Capacity(interleaved.Length);
        if (_isFloat)
        {
            Span<float> floats = MemoryMarshal.Cast<int, float>(interleaved);
            int read = ReadFrames(floats);
            for (int i = 0; i < read * Info.Channels; i++)
                interleaved[i] = PcmConverter.FromDouble(floats[i]);
            return read;
        }
        fixed (int* output = interleaved)
            return Checked(_library.ReadIntegers(_file, output, frames));
    }

    private protected override void Dispose(bool disposing)
    {
        if (_file != 0)
            _library.Close(_file);
        _file = 0;
        if (_callbackHandle.IsAllocated)
            _callbackHandle.Free();
        if (disposing)
            _source.Dispose();
    }

    private static AudioInfo Describe(in SndFileInfo info) => new(
        SndFileFormat.Container(info.Format), SndFileFormat.Codec(info.Format), info.SampleRate, info.Channels, SndFileFormat.Bits(info.Format),
        info.Frames is >= 0 and < long.MaxValue ? info.Frames : null);

    private int Checked(long frames)
    {
        if (_callbacks.Failure is { } failure)
            throw new IOException($"{Name}: {failure.Message}", failure);
        if (frames <= 0 && !_ended && _library.Error(_file) != 0)
        {
            // What is cut short or has other bytes behind it ends with an error, too.
            string problem = _library.Describe(_file);
            if (_decoded == 0)
                throw AudioFormatException.In(Name, $"libsndfile cannot decode it: {problem}");
            WarnCutShort($"{Name}: libsndfile stops after {_decoded} frames: {problem}");
        }
        _ended |= frames <= 0;
        _decoded += Math.Max(0, frames);
        return (int)Math.Max(0, frames);
    }
}
