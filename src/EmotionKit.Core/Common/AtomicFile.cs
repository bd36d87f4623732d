namespace EmotionKit;

/// <summary>Writes files so that a reader sees the former content or the whole new one, never a part, whatever stops the writer.</summary>
internal static class AtomicFile
{
    /// <summary>Calls <paramref name="write"/> on a temporary file beside <paramref name="path"/>, then renames it to
    /// <paramref name="path"/>; on an exception the temporary file is removed and <paramref name="path"/> is as before.</summary>
    /// <remarks>A symbolic link is followed. Devices and pipes below <c>/dev</c> and <c>/proc</c> cannot be replaced and are
    /// written directly.</remarks>
    /// <exception cref="IOException">The folder does not exist, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission, or <paramref name="path"/> is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Check.NotEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        if (IsDevice(target))
        {
            using FileStream device = new(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }
        if (new FileInfo(target).LinkTarget is not null)
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;

        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}
