using System.Globalization;
using EmotionKit.Audio;

namespace EmotionKit.Reporting;

/// <summary>Recordings of each class to see and hear.</summary>
internal static class ClipExamples
{
    // The largest: a label that is an identifier would fill the page with sound.
    private const int MaxClasses = 40;

    /// <summary>Those whose length is nearest to the median of their class.</summary>
    public static IReadOnlyList<MediaItem> Of(IReadOnlyList<ClipFacts> clips, DatasetReportOptions options, CancellationToken cancellation)
    {
        ClipFacts[] chosen = [.. clips.Where(c => c.Measures is { Seconds: > 0 }).GroupBy(c => c.Label, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).Take(MaxClasses).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => Typical([.. g], options.ClipsPerClass))];
        var items = new MediaItem?[chosen.Length];
        ParallelLoop.Run(chosen.Length, Execution.Threads, i => items[i] = Item(chosen[i], options.ClipSeconds), cancellation);
        return [.. items.OfType<MediaItem>()];
    }

    /// <summary>The recording as a data URI and as samples, or null where it cannot be read any more.</summary>
    public static (string Uri, AudioClip Clip)? Sound(string path, double seconds)
    {
        try
        {
            AudioClip clip = AudioLoader.Load(path, new AudioLoadOptions { SampleRate = ClipMeter.FeatureRate, Seconds = seconds, Pad = false });
            using var wav = new MemoryStream();
            WavWriter.Write(wav, clip.Samples, clip.SampleRate);
            return ("data:audio/wav;base64," + Convert.ToBase64String(wav.GetBuffer().AsSpan(0, (int)wav.Length)), clip);
        }
        catch (Exception e) when (e is IOException or AudioFormatException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<ClipFacts> Typical(ClipFacts[] clips, int wanted)
    {
        double[] sorted = [.. clips.Select(c => c.Measures!.Seconds).Order()];
        double median = sorted[sorted.Length / 2];
        return clips.OrderBy(c => Math.Abs(c.Measures!.Seconds - median)).Take(wanted);
    }

    private static MediaItem? Item(ClipFacts fact, double seconds)
    {
        if (Sound(fact.Recording.Path, seconds) is not { } sound)
            return null;
        ClipMeasures measures = fact.Measures!;
        string part = measures.Seconds > seconds ? string.Create(CultureInfo.InvariantCulture, $", the first {seconds:0.#} s of {measures.Seconds:0.0} s") : string.Create(CultureInfo.InvariantCulture, $", {measures.Seconds:0.0} s");
        string speaker = fact.Recording.Speaker.Length > 0 ? $", {fact.Recording.Speaker}" : "";
        return new MediaItem($"{fact.Label}: {Path.GetFileName(fact.Recording.Path)}")
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{measures.RmsDb:0.0} dBFS RMS{speaker}{part}"),
            Description = $"Waveform above the mel spectrogram of {Path.GetFileName(fact.Recording.Path)}, {fact.Label}",
            Audio = sound.Uri,
            Images = ClipPicture.DataUri(sound.Clip.Samples, sound.Clip.SampleRate) is { } picture ? [picture] : [],
        };
    }
}
