using System.Buffers;

namespace EmotionKit.Audio;

/// <summary>
/// A recording that is decoded piece by piece. WAV, AIFF and FLAC are decoded here; anything else by libsndfile, where that
/// library is on the machine. The kind is found from the content, never from the name.
/// </summary>
/// <remarks>
/// <para>Both <c>ReadFrames</c> move the same position; a decoder belongs to one thread at a time. Memory is bounded by a block of the
/// format, whatever a header claims.</para>
/// <para>Recordings that end early (a truncated file, a FLAC stream cut in a frame) give the frames they hold and a line in
/// <see cref="Warnings"/>. What is wrong rather than missing throws <see cref="AudioFormatException"/>: a failed checksum, an impossible header,
/// a bit depth that changes. With <see cref="AudioDecoderOptions.VerifyMd5"/>, FLAC's MD5 is compared by the call that reaches the end.</para>
/// </remarks>
public abstract class AudioDecoder : IDisposable
{
    private readonly List<string> _warnings = [];
    private bool _isDisposed;

    private protected AudioDecoder(string name, AudioInfo info)
    {
        Name = name;
        Info = info;
    }

    /// <summary>What the recording is.</summary>
    public AudioInfo Info { get; }

    /// <summary>What was odd about the recording so far, one sentence each; empty for a sound one.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Whether the recording was found to end before its header says: known once the end is reached. A warning says where.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>What messages call the recording.</summary>
    internal string Name { get; }

    /// <summary>Decodes the next frames as floats, full scale ±1 (float recordings may exceed it, and may hold NaN).</summary>
    /// <param name="interleaved">Receives frame after frame, <see cref="AudioInfo.Channels"/> samples each; a rest that is not a whole frame is left alone.</param>
    /// <returns>Frames written; fewer than fit only at the end, 0 when there are no more.</returns>
    /// <exception cref="ArgumentException"><paramref name="interleaved"/> is too short for one frame.</exception>
    /// <exception cref="AudioFormatException">The recording is damaged here.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    public abstract int ReadFrames(Span<float> interleaved);

    /// <summary>Decodes the next frames as 32-bit integers, full scale ±2^31: a shorter sample is at the top, as <c>ffmpeg -f s32le</c>
    /// gives it. Floats are rounded half to even and clipped.</summary>
    /// <param name="interleaved">Receives frame after frame, <see cref="AudioInfo.Channels"/> samples each; a rest that is not a whole frame is left alone.</param>
    /// <returns>Frames written; fewer than fit only at the end, 0 when there are no more.</returns>
    /// <exception cref="ArgumentException"><paramref name="interleaved"/> is too short for one frame.</exception>
    /// <exception cref="AudioFormatException">The recording is damaged here.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    public abstract int ReadFrames(Span<int> interleaved);

    /// <summary>Moves forward without giving the samples.</summary>
    /// <param name="frames">How many frames, 0 or more.</param>
    /// <returns>Frames passed; fewer than asked for only at the end.</returns>
    /// <exception cref="AudioFormatException">The recording is damaged here.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    public virtual long SkipFrames(long frames)
    {
        ThrowIfDisposed();
        Check.AtLeast(frames, 0);
        int[] scratch = ArrayPool<int>.Shared.Rent(Math.Max(4096, Info.Channels));
        try
        {
            int perRead = scratch.Length / Info.Channels;
            long passed = 0;
            while (passed < frames)
            {
                int wanted = (int)Math.Min(perRead, frames - passed);
                int read = ReadFrames(scratch.AsSpan(0, wanted * Info.Channels));
                passed += read;
                if (read < wanted)
                    break;
            }
            return passed;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(scratch);
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">How to decode; <see langword="null"/> for the defaults.</param>
    /// <returns>A decoder at the first frame; dispose it to close the file.</returns>
    /// <exception cref="AudioFormatException">The file is no recording, a damaged one, or of a kind that needs libsndfile where that is missing.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static AudioDecoder Open(string path, AudioDecoderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        return Open(new ByteSource(file, path, ownsStream: true), options);
    }

    /// <summary>Opens a stream, from its present position on.</summary>
    /// <param name="stream">A readable stream; it need not be seekable, and stays open when the decoder is disposed.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="options">How to decode; <see langword="null"/> for the defaults.</param>
    /// <returns>A decoder at the first frame.</returns>
    /// <exception cref="AudioFormatException">The stream is no recording, a damaged one, or of a kind that needs libsndfile where that is missing.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static AudioDecoder Open(Stream stream, string? name = null, AudioDecoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(new ByteSource(stream, name, ownsStream: false), options);
    }

    /// <summary>Opens a recording that lies in memory.</summary>
    /// <param name="data">The bytes of the file; they must not change while the decoder is in use.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="options">How to decode; <see langword="null"/> for the defaults.</param>
    /// <returns>A decoder at the first frame.</returns>
    /// <exception cref="AudioFormatException">The bytes are no recording, a damaged one, or of a kind that needs libsndfile where that is missing.</exception>
    public static AudioDecoder Open(ReadOnlyMemory<byte> data, string? name = null, AudioDecoderOptions? options = null) =>
        Open(new ByteSource(data, name), options);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void Dispose(bool disposing)
    {
    }

    private protected void Warn(string warning) => _warnings.Add(warning);

    private protected void WarnCutShort(string warning)
    {
        IsCutShort = true;
        Warn(warning);
    }

    private protected void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    /// <summary>How many frames fit.</summary>
    private protected int Capacity(int samples)
    {
        ThrowIfDisposed();
        int frames = samples / Info.Channels;
        if (frames == 0)
            throw new ArgumentException($"interleaved: expected room for at least one frame of {Info.Channels} samples, got {samples}.", "interleaved");
        return frames;
    }

    private static AudioDecoder Open(ByteSource source, AudioDecoderOptions? options)
    {
        try
        {
            return AudioFormats.Open(source, options ?? AudioDecoderOptions.Default);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
