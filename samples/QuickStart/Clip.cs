namespace QuickStart;

/// <summary>What the model is asked.</summary>
internal sealed class Clip
{
    public string Path { get; set; } = "";
}
