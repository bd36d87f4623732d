namespace EmotionKit.Bundles;

/// <summary>An entry of a bundle.</summary>
/// <param name="Name">Its name in the zip file.</param>
/// <param name="Length">Its length in bytes, uncompressed.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
public sealed record BundleEntry(string Name, long Length, string Sha256);
