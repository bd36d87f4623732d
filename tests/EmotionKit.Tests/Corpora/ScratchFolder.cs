namespace EmotionKit.Tests.Corpora;

/// <summary>A folder of empty files that is gone after the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder(params string[] files)
    {
        Path = Directory.CreateTempSubdirectory("emotionkit-").FullName;
        foreach (string file in files)
            Write(file, []);
    }

    public string Path { get; }

    public string Write(string file, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
