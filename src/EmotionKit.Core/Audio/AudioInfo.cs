namespace EmotionKit.Audio;

/// <summary>What a recording is, as its header says.</summary>
/// <param name="Container">File format: <c>wav</c>, <c>aiff</c>, <c>flac</c>, or the name libsndfile gives.</param>
/// <param name="Codec">Sample coding, named as FFmpeg does: <c>pcm_s16le</c>, <c>pcm_f32le</c>, <c>pcm_alaw</c>, <c>flac</c>, <c>vorbis</c> ...</param>
/// <param name="SampleRate">Frames per second, 1 or more.</param>
/// <param name="Channels">Samples per frame, 1 or more.</param>
/// <param name="BitsPerSample">Bits of a stored sample; 0 for a codec without a fixed number (MP3, Vorbis ...).</param>
/// <param name="Frames">Frames (one sample of every channel) in the recording, as far as the header and the size of the file tell;
/// <see langword="null"/> where only decoding tells. A damaged file may hold fewer, and a FLAC header may be wrong either way.</param>
public sealed record AudioInfo(string Container, string Codec, int SampleRate, int Channels, int BitsPerSample, long? Frames);
