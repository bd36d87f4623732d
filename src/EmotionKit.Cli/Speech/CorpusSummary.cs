using EmotionKit.Corpora;

namespace EmotionKit.Cli.Speech;

/// <summary>Counts of a corpus, as the verb <c>corpus</c> shows and writes them.</summary>
internal sealed record CorpusSummary(
    string Corpus,
    int Recordings,
    double Seconds,
    IReadOnlyList<CorpusSummary.Group> Labels,
    IReadOnlyList<CorpusSummary.Group> Speakers,
    IReadOnlyDictionary<string, int> Formats,
    IReadOnlyList<string> Problems)
{
    /// <summary>The recordings that share a label, or a speaker.</summary>
    internal sealed record Group(string Name, int Recordings, int Others, double Seconds, double Shortest, double Longest);

    public static CorpusSummary Of(SpeechCorpusReport report, IReadOnlyList<RecordingFacts> facts) => new(
        report.Corpus,
        facts.Count,
        facts.Sum(fact => fact.Seconds),
        GroupBy(facts, recording => recording.Label, recording => recording.Speaker),
        GroupBy(facts, recording => recording.Speaker, recording => recording.Label),
        new SortedDictionary<string, int>(
            facts.Where(fact => fact.Problem is null).CountBy(fact => fact.Format).ToDictionary(), StringComparer.Ordinal),
        [.. report.Problems.Select(problem => $"{problem.Path}: {problem.Message}"), .. Unreadable(facts), .. Duplicates(facts)]);

    private static Group[] GroupBy(IEnumerable<RecordingFacts> facts, Func<SpeechRecording, string> key, Func<SpeechRecording, string> other) =>
        [.. facts.GroupBy(fact => key(fact.Recording)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new Group(
            group.Key,
            group.Count(),
            group.Select(fact => other(fact.Recording)).Where(name => name.Length > 0).Distinct().Count(),
            group.Sum(fact => fact.Seconds),
            group.Where(fact => fact.Problem is null).Select(fact => fact.Seconds).DefaultIfEmpty().Min(),
            group.Max(fact => fact.Seconds)))];

    private static IEnumerable<string> Unreadable(IEnumerable<RecordingFacts> facts) =>
        facts.Where(fact => fact.Problem is not null).Select(fact => fact.Problem!);

    private static IEnumerable<string> Duplicates(IEnumerable<RecordingFacts> facts) =>
        from fact in facts
        where fact.Hash.Length > 0
        group fact by fact.Hash into same
        where same.Count() > 1
        select $"the same bytes {same.Count()} times: {string.Join(", ", same.Select(fact => fact.Recording.Path))}";
}
