using System.Collections.Concurrent;
using System.Security.Cryptography;
using EmotionKit.Evaluation;

namespace EmotionKit.Splits;

/// <summary>Finds rows that are the same recording.</summary>
internal static class RecordingIdentity
{
    /// <summary>A number per row, the same for rows of the same recording. Files that cannot be read are compared by path alone.</summary>
    public static int[] Of(IReadOnlyList<string> paths, SameRecordings same, CancellationToken cancellation = default)
    {
        var fileOfPath = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] fileOfRow = new int[paths.Count];
        for (int i = 0; i < fileOfRow.Length; i++)
        {
            if (!fileOfPath.TryGetValue(paths[i], out int file))
                fileOfPath.Add(paths[i], file = fileOfPath.Count);
            fileOfRow[i] = file;
        }
        string[] files = new string[fileOfPath.Count];
        foreach ((string path, int file) in fileOfPath)
            files[file] = path;

        var sets = new DisjointSets(files.Length);
        if (same >= SameRecordings.Bytes)
            JoinSameBytes(files, sets, cancellation);
        if (same >= SameRecordings.Sound)
            SoundIdentity.Join(files, sets, cancellation);
        return Array.ConvertAll(fileOfRow, sets.Find);
    }

    private static void JoinSameBytes(string[] files, DisjointSets sets, CancellationToken cancellation)
    {
        var byLength = new Dictionary<long, List<int>>();
        for (int i = 0; i < files.Length; i++)
        {
            var info = new FileInfo(files[i].Length == 0 ? "." : files[i]);
            if (!info.Exists)
                continue;
            if (!byLength.TryGetValue(info.Length, out List<int>? sameLength))
                byLength.Add(info.Length, sameLength = []);
            sameLength.Add(i);
        }
        // Only files of equal length need to be read.
        int[] candidates = byLength.Values.Where(list => list.Count > 1).SelectMany(list => list).ToArray();
        var hashes = new ConcurrentDictionary<int, string>();
        ParallelLoop.Run(candidates.Length, Execution.Threads, i =>
        {
            int file = candidates[i];
            try
            {
                using FileStream stream = File.OpenRead(files[file]);
                hashes[file] = Convert.ToHexString(SHA256.HashData(stream));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Left apart: whoever loads the clip gets the error, with its row.
            }
        }, cancellation);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (int file in candidates)
        {
            if (hashes.TryGetValue(file, out string? hash) && !first.TryAdd(hash, file))
                sets.Union(first[hash], file);
        }
    }
}
