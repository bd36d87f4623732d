namespace EmotionKit.Bundles;

/// <summary>A bundle in memory: its manifest and its entries, in file order.</summary>
internal sealed record BundleContent(BundleManifest Manifest, IReadOnlyList<KeyValuePair<string, byte[]>> Entries);
