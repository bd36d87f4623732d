using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Splits;

namespace EmotionKit.Reporting;

/// <summary>Looks at every recording of a data set, several at a time. Recordings that cannot be read are told, not thrown.</summary>
/// <param name="Clips">In the order of the rows.</param>
/// <param name="Duplicates">Rows that are the same recording, two or more each.</param>
/// <param name="Problems">Files that do not fit their corpus.</param>
internal sealed record SpeechSurvey(IReadOnlyList<ClipFacts> Clips, IReadOnlyList<int[]> Duplicates, IReadOnlyList<SpeechCorpusProblem> Problems)
{
    public static SpeechSurvey Run(SpeechCorpusReport corpus, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<SpeechRecording> recordings = corpus.Recordings;
        var clips = new ClipFacts[recordings.Count];
        var meters = new ScratchPool<ClipMeter>(() => new ClipMeter());
        var counter = new ProgressCounter(progress, clips.Length);
        ParallelLoop.Run(
            clips.Length, Execution.Threads,
            i =>
            {
                ClipMeter meter = meters.Rent();
                clips[i] = Look(recordings[i], meter);
                meters.Return(meter);
                counter.Add();
            },
            cancellation);
        // Only what can be read can sound the same.
        int[] readable = [.. Enumerable.Range(0, clips.Length).Where(i => clips[i].Measures is { Seconds: > 0 })];
        int[] same = RecordingIdentity.Of([.. readable.Select(i => recordings[i].Path)], SameRecordings.Sound, cancellation);
        int[][] duplicates = [.. readable.Zip(same).GroupBy(p => p.Second, p => p.First).Select(g => g.ToArray()).Where(g => g.Length > 1).OrderBy(g => g[0])];
        return new SpeechSurvey(clips, duplicates, corpus.Problems);
    }

    private static ClipFacts Look(SpeechRecording recording, ClipMeter meter)
    {
        try
        {
            if (recording.Path.Length == 0)
                return new ClipFacts(recording, null, "The row has no path.");
            return new ClipFacts(recording, meter.Measure(recording.Path), null);
        }
        catch (Exception e) when (e is IOException or AudioFormatException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new ClipFacts(recording, null, e.Message.ReplaceLineEndings(" "));
        }
    }
}
