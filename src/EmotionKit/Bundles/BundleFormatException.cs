namespace EmotionKit.Bundles;

/// <summary>A file is not a model bundle that this version can load: damaged, of a later version, or over the limits. The
/// message says what was expected and what was found.</summary>
public sealed class BundleFormatException : Exception
{
    internal BundleFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The same, with the file in front.</summary>
    internal BundleFormatException In(string path) => new($"'{path}': {Message}", this);
}
