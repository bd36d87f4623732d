namespace EmotionKit.Tabular;

/// <summary>A file that is read more than once; one that cannot go back to its beginning, such as a pipe, is held in memory.</summary>
internal sealed class CsvSource
{
    private readonly byte[]? _content;

    public CsvSource(string path)
    {
        Path = Check.NotEmpty(path);
        using FileStream file = File.OpenRead(path);
        if (file.CanSeek)
            return;
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        _content = copy.ToArray();
    }

    public string Path { get; }

    public Stream Open() => _content is null
        ? new FileStream(Path, new FileStreamOptions { Share = FileShare.Read, Options = FileOptions.SequentialScan })
        : new MemoryStream(_content, writable: false);
}
