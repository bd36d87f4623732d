using EmotionKit.Audio;

namespace HostApp;

/// <summary>Looks at a recording before a model hears it.</summary>
internal static class Recording
{
    // A syllable: less says nothing about who speaks how.
    private const double MinSeconds = 0.2;

    // -60 dB of full scale: a microphone that is muted. A model finds an emotion in anything.
    private const float MinPeak = 0.001f;

    /// <summary>Decodes the file piece by piece, no further than the limit: a small file can hold many hours, and a header can say anything.</summary>
    /// <returns>Its length in seconds.</returns>
    /// <exception cref="RefusedException">The recording is too long, too short, cut short, or silent.</exception>
    /// <exception cref="AudioFormatException">The file is no recording, or a damaged one.</exception>
    public static double Measure(byte[] file, int maxSeconds)
    {
        using AudioDecoder decoder = AudioDecoder.Open(file, "the recording");
        // A header can say that there are very many channels.
        float[] block = new float[Math.Max(1, 16_384 / decoder.Info.Channels) * decoder.Info.Channels];
        long frames = 0, most = (long)maxSeconds * decoder.Info.SampleRate;
        float peak = 0;
        while (frames <= most && decoder.ReadFrames(block) is > 0 and int read)
        {
            frames += read;
            foreach (float sample in block.AsSpan(0, read * decoder.Info.Channels))
                peak = Math.Max(peak, Math.Abs(sample));
        }
        double seconds = (double)frames / decoder.Info.SampleRate;
        string? problem =
            frames > most ? $"expected a recording of at most {maxSeconds} seconds, got a longer one."
            : decoder.IsCutShort ? string.Join(' ', decoder.Warnings)
            : seconds < MinSeconds ? FormattableString.Invariant($"expected a recording of at least {MinSeconds} seconds, got {seconds:0.###}.")
            : peak < MinPeak ? "expected a voice, got silence: is the microphone muted?"
            : null;
        return problem is null ? seconds : throw new RefusedException(StatusCodes.Status422UnprocessableEntity, problem);
    }
}
