using System.Globalization;

namespace EmotionKit.Reporting;

/// <summary>What is odd about a data set of recordings, in words: the things that have misled models before.</summary>
internal static class SpeechRemarks
{
    private const double MostlySilent = 0.5;
    private const double Quiet = -45;
    private const double LevelGap = 6;
    private const double LengthRatio = 1.5;
    private const double ImbalanceRatio = 2;

    /// <summary>Pairs of a subject and a remark.</summary>
    public static IEnumerable<string[]> Of(SpeechSurvey survey, ClipFacts[] readable)
    {
        int unreadable = survey.Clips.Count - readable.Length;
        if (unreadable > 0)
            yield return ["files", Text($"Cannot be read: {unreadable} of {survey.Clips.Count}, listed below. LoadAudio leaves them out with AudioErrorMode.Skip.")];
        if (survey.Duplicates.Count > 0)
        {
            int across = survey.Duplicates.Count(group => group.Select(i => survey.Clips[i].Label).Distinct(StringComparer.Ordinal).Count() > 1);
            yield return ["copies", Text($"Copies of others: {survey.Duplicates.Sum(d => d.Length - 1)}{(across > 0 ? $"; groups of copies with different labels: {across}" : "")}.")];
        }
        var counts = survey.Clips.CountBy(c => c.Label, StringComparer.Ordinal).ToArray();
        if (counts.Length > 1 && counts.MaxBy(c => c.Value) is var most && counts.MinBy(c => c.Value) is var least && most.Value >= ImbalanceRatio * least.Value)
            yield return ["classes", Text($"'{most.Key}' has {most.Value} recordings, '{least.Key}' {least.Value}: look at recall per class and UAR rather than accuracy, and weigh classes.")];
        if (survey.Clips.Count(c => c.Recording.Speaker.Length == 0) is > 0 and var nameless)
            yield return ["speakers", Text($"Recordings that do not say who speaks: {nameless}. A split by speaker is not possible with them.")];
        if (SingleClassSpeakers(survey.Clips) is { Length: > 0 } single)
            yield return ["speakers", Text($"Speakers with recordings of one class only: {single.Length} ({Listing(single)}). A model can learn the voice instead of the class.")];
        if (readable.Select(c => c.Measures!.SampleRate).Distinct().Order().ToArray() is { Length: > 1 } rates)
            yield return ["sample rates", Text($"{rates.Length} rates, {rates[0]} to {rates[^1]} Hz: give LoadAudio a sampleRate, and beware of classes that differ in theirs.")];
        if (Spread(readable, c => c.Measures!.RmsDb) is var (loud, loudest, quiet, quietest) && loudest - quietest >= LevelGap)
            yield return ["levels", Text($"The medians of the classes lie {loudest - quietest:0.0} dB apart, from '{quiet}' to '{loud}'. Where that is the recording and not the emotion, normalise levels.")];
        if (Spread(readable, c => c.Measures!.Seconds) is var (slow, longest, quick, shortest) && longest >= LengthRatio * shortest)
            yield return ["lengths", Text($"'{slow}' has a median of {longest:0.00} s, '{quick}' of {shortest:0.00} s: padding alone can tell them apart.")];
        if (readable.Count(c => c.Measures!.Clipped > 0) is > 0 and var clipped)
            yield return ["clipping", Text($"Recordings with three or more samples in a row at full scale: {clipped}.")];
        if (readable.Count(c => c.Measures!.Silence >= MostlySilent) is > 0 and var silent)
            yield return ["silence", Text($"Recordings that are silent for half of their length or more: {silent}. See TrimSilence and RemoveSilence.")];
        if (readable.Count(c => c.Measures!.RmsDb < Quiet) is > 0 and var low)
            yield return ["levels", Text($"Recordings below {Quiet} dBFS RMS: {low}.")];
    }

    private static string[] SingleClassSpeakers(IReadOnlyList<ClipFacts> clips) => clips.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count() < 2
        ? []
        : [.. clips.Where(c => c.Recording.Speaker.Length > 0).GroupBy(c => c.Speaker, StringComparer.Ordinal)
            .Where(g => g.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count() == 1).Select(g => g.Key).Order(StringComparer.Ordinal)];

    /// <summary>The classes with the greatest and the least median.</summary>
    private static (string Most, double Greatest, string Least, double Smallest)? Spread(ClipFacts[] clips, Func<ClipFacts, double> value)
    {
        var medians = clips.GroupBy(c => c.Label, StringComparer.Ordinal).Select(g => (g.Key, Quartiles.Of(g.Select(value))?.Median)).Where(m => m.Median is not null).ToArray();
        if (medians.Length < 2)
            return null;
        var (most, least) = (medians.MaxBy(m => m.Median), medians.MinBy(m => m.Median));
        return (most.Key, most.Median!.Value, least.Key, least.Median!.Value);
    }

    private static string Listing(string[] names) => names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Length - 4} more";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
