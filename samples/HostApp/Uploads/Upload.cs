namespace HostApp;

/// <summary>What a model is asked: the column Path takes a file's bytes as well as its path.</summary>
internal sealed class Upload
{
    public byte[] Path { get; set; } = [];
}
