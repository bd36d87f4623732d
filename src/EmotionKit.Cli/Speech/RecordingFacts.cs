using System.Security.Cryptography;
using EmotionKit.Audio;
using EmotionKit.Cli.Output;
using EmotionKit.Corpora;

namespace EmotionKit.Cli.Speech;

/// <summary>What a recording's file says of itself.</summary>
/// <param name="Recording">The row of the corpus.</param>
/// <param name="Seconds">Its duration; 0 where it cannot be read.</param>
/// <param name="Format">Codec, rate, channels and bits; empty where it cannot be read.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
internal sealed record RecordingFacts(SpeechRecording Recording, double Seconds, string Format, string Hash, string? Problem)
{
    /// <summary>Reads every file, several at a time; the facts are in the order of the recordings.</summary>
    public static RecordingFacts[] Read(IReadOnlyList<SpeechRecording> recordings, Action progress, CancellationToken stop)
    {
        var facts = new RecordingFacts[recordings.Count];
        ParallelLoop.Run(facts.Length, Execution.Threads, i =>
        {
            facts[i] = Read(recordings[i]);
            progress();
        }, stop);
        return facts;
    }

    private static RecordingFacts Read(SpeechRecording recording)
    {
        string hash = "";
        try
        {
            using (FileStream stream = File.OpenRead(recording.Path))
                hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            using AudioDecoder decoder = AudioDecoder.Open(recording.Path);
            AudioInfo info = decoder.Info;
            double seconds = (double)(info.Frames ?? Count(decoder)) / info.SampleRate;
            string channels = info.Channels == 1 ? "mono" : $"{info.Channels} channels";
            return new RecordingFacts(recording, seconds, $"{info.Codec} {info.SampleRate} Hz {channels} {info.BitsPerSample} bits", hash, null);
        }
        catch (Exception error) when (error is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            return new RecordingFacts(recording, 0, "", hash, ErrorText.OneLine(error, recording.Path));
        }
    }

    private static long Count(AudioDecoder decoder)
    {
        float[] buffer = new float[4096 * decoder.Info.Channels];
        long frames = 0;
        for (int read; (read = decoder.ReadFrames(buffer)) > 0; frames += read)
        {
        }
        return frames;
    }
}
