using EmotionKit.Cli.Input;

namespace EmotionKit.Cli.Features;

/// <summary>One recording and the file that its features go to.</summary>
internal sealed record FeatureJob(string Source, string Destination)
{
    /// <summary>Decides the files: <paramref name="output"/> itself where it ends in <c>.npy</c>, else one per recording in that
    /// folder, below which the folders of a folder given as a path are kept.</summary>
    /// <exception cref="UsageException">Several recordings for one file.</exception>
    /// <exception cref="JobFailedException">A path does not exist, or a folder holds no recording.</exception>
    public static IReadOnlyList<FeatureJob> Plan(IReadOnlyList<string> paths, string output)
    {
        IReadOnlyList<AudioPath> recordings = AudioPath.Expand(paths);
        if (output.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output))
        {
            if (recordings.Count > 1)
                throw new UsageException($"--out: '{output}' is one file, but there are {recordings.Count} recordings; name a folder.");
            OutputFolder.Prepare(output);
            return [new FeatureJob(recordings[0].Path, output)];
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var jobs = new List<FeatureJob>(recordings.Count);
        foreach (AudioPath recording in recordings)
        {
            string destination = Path.Combine(output, Path.ChangeExtension(recording.Relative, ".npy"));
            if (!taken.TryAdd(destination, recording.Path))
                throw new UsageException($"'{taken[destination]}' and '{recording.Path}' would both become '{destination}'; give them --out folders of their own.");
            jobs.Add(new FeatureJob(recording.Path, destination));
        }
        foreach (FeatureJob job in jobs)
            OutputFolder.Prepare(job.Destination);
        return jobs;
    }
}
