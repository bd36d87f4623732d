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
            using FileStream device = OpenDevice(path, target);
            write(device);
            return;
        }
        target = WithoutLink(target);
        string temporary = Beside(target);
        FileStream created = Create(path, temporary);
        try
        {
            using (created)
            {
                write(created);
                created.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Fails as <see cref="Write"/> would where it could not begin; leaves nothing behind.</summary>
    /// <exception cref="IOException">The folder does not exist, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static void Probe(string path)
    {
        Check.NotEmpty(path);
        string target = Path.GetFullPath(path);
        if (IsDevice(target))
        {
            if (!File.Exists(target))
                throw new FileNotFoundException($"'{path}' cannot be written: there is no such device.", path);
            return;
        }
        string temporary = Beside(WithoutLink(target));
        Create(path, temporary).Dispose();
        File.Delete(temporary);
    }

    private static string Beside(string target) => $"{target}.{Path.GetRandomFileName()}.tmp";

    private static string WithoutLink(string target) =>
        new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;

    // Errors name the file that was asked for, not the temporary one.
    private static FileStream Create(string path, string temporary)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(temporary)}'.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException($"'{path}' cannot be written: no permission to write in the folder '{Path.GetDirectoryName(temporary)}'.", error);
        }
        catch (IOException error)
        {
            throw new IOException($"'{path}' cannot be written: {error.Message}", error);
        }
    }

    private static FileStream OpenDevice(string path, string target)
    {
        try
        {
            return new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (FileNotFoundException error)
        {
            throw new FileNotFoundException($"'{path}' cannot be written: there is no such device.", path, error);
        }
    }

    // /dev/shm is a folder as any other, in memory.
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (path.StartsWith("/proc/", StringComparison.Ordinal)
            || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)));
}
