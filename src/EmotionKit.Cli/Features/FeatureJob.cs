using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Features;

/// <summary>One recording and the file that its features go to.</summary>
/// <param name="Source">The recording.</param>
/// <param name="Destination">The file; empty with a problem.</param>
/// <param name="Problem">Why there is nothing to read, or null.</param>
internal sealed record FeatureJob(string Source, string Destination, string? Problem = null)
{
    /// <summary>Decides the files: <paramref name="output"/> itself where it ends in <c>.npy</c>, else one per recording in that
    /// folder, below which the folders of a folder given as a path are kept.</summary>
    /// <exception cref="UsageException">Several recordings for one file, or standard output.</exception>
    /// <exception cref="JobFailedException">The folder cannot be made, or not be written.</exception>
    public static IReadOnlyList<FeatureJob> Plan(IReadOnlyList<string> paths, string output)
    {
        if (output == JsonOutput.StandardOutput)
            throw new UsageException("--out: arrays are not written to standard output; name a .npy file or a folder.");
        IReadOnlyList<AudioPath> recordings = AudioPath.Expand(paths);
        if (output.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output))
        {
            if (recordings.Count > 1)
                throw new UsageException($"--out: '{output}' is one file, but there are {recordings.Count} recordings; name a folder.");
            if (recordings[0].Problem is { } problem)
                return [new FeatureJob(recordings[0].Path, "", problem)];
            OutputFolder.Prepare(output);
            return [new FeatureJob(recordings[0].Path, output)];
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var jobs = new List<FeatureJob>(recordings.Count);
        foreach (AudioPath recording in recordings)
        {
            if (recording.Problem is not null)
            {
                jobs.Add(new FeatureJob(recording.Path, "", recording.Problem));
                continue;
            }
            string destination = Path.Combine(output, Path.ChangeExtension(recording.Relative, ".npy"));
            if (!taken.TryAdd(destination, recording.Path))
                throw new UsageException($"'{taken[destination]}' and '{recording.Path}' would both become '{destination}'; give them --out folders of their own.");
            jobs.Add(new FeatureJob(recording.Path, destination));
        }
        foreach (FeatureJob job in jobs.Where(job => job.Problem is null).DistinctBy(job => Path.GetDirectoryName(job.Destination)))
            OutputFolder.Prepare(job.Destination);
        return jobs;
    }
}
